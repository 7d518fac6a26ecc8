package dev.tutti.edge.http;

/** A body that is written at once. */
final class OnePiece {
    private final byte[] bytes;

    /** Nobody else writes to {@code bytes}. */
    OnePiece(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }
}
