package dev.tutti.serving.provider;

import io.vertx.core.buffer.Buffer;

/** What comes out of a connection next. */
sealed interface Piece {
    Piece END = new End();
    Piece LOST = new Lost();

    /** Some bytes, cut anywhere. */
    record Bytes(Buffer bytes) implements Piece {}

    /** The response ended as it should. */
    record End() implements Piece {}

    /** The connection broke, or nobody wants the rest. */
    record Lost() implements Piece {}
}
