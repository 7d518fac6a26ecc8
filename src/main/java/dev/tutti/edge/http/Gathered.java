package dev.tutti.edge.http;

import io.vertx.core.buffer.Buffer;

/** A body as it comes in: where one piece is all of it, that piece, not a copy. For one thread. */
final class Gathered {
    private Buffer whole = Buffer.buffer();

    void add(Buffer piece) {
        if (whole.length() == 0) {
            whole = piece;
        } else {
            whole.appendBuffer(piece);
        }
    }

    Buffer whole() {
        return whole;
    }
}
