package dev.tutti.serving.provider;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The bytes between an event loop, which puts and never waits, and a thread, which takes and may be slow. Above a high mark
 * it asks the source to pause, below a low one to go on.
 */
final class PieceQueue {
    private static final int HIGH = 256 * 1024;
    private static final int LOW = 64 * 1024;

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final Runnable pause;
    private final Runnable resume;
    private long waiting;
    private boolean paused;

    PieceQueue(Runnable pause, Runnable resume) {
        this.pause = pause;
        this.resume = resume;
    }

    void put(Buffer bytes) {
        synchronized (this) {
            waiting += bytes.length();
            if (!paused && waiting > HIGH) {
                paused = true;
                pause.run();
            }
        }
        pieces.add(new Piece.Bytes(bytes));
    }

    /** Nothing but this piece comes any more. */
    void close(Piece last) {
        pieces.add(last);
    }

    Piece take() throws InterruptedException {
        Piece piece = pieces.take();
        if (piece instanceof Piece.Bytes taken) {
            took(taken.bytes().length());
        }
        return piece;
    }

    synchronized boolean paused() {
        return paused;
    }

    private synchronized void took(int bytes) {
        waiting -= bytes;
        if (paused && waiting < LOW) {
            paused = false;
            resume.run();
        }
    }
}
