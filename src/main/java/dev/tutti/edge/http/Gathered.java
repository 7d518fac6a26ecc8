package dev.tutti.edge.http;

import io.vertx.core.buffer.Buffer;

/** A body as it comes in, of a known length: where one piece is all of it, that piece, not a copy. For one thread. */
final class Gathered {
    /** Times as many bytes as have come there is room for at most: who announces much and sends little gets little. */
    private static final int MOST_AHEAD = 8;

    private final int length;
    private Buffer whole = Buffer.buffer();
    private boolean alone;

    /** {@code length}: in bytes, as it was announced; of a small body, no piece of which is longer. */
    Gathered(int length) {
        this.length = length;
    }

    void add(Buffer piece) {
        if (whole.length() == 0) {
            whole = piece;
            alone = true;
            return;
        }
        if (alone) {
            whole = Buffer.buffer(Math.min(length, MOST_AHEAD * whole.length())).appendBuffer(whole);
            alone = false;
        }
        whole.appendBuffer(piece);
    }

    Buffer whole() {
        return whole;
    }
}
