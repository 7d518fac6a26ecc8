package dev.tutti.serving.provider;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The event loop's side of one stream: queues bytes, counts them, and sees the connection off. */
final class StreamIntake {
    /** How long a finished stream may take to close before its connection is given up. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final long CANCEL = 0x8;

    private final HttpClientResponse response;
    private final HttpAttempt attempt;
    private final PieceQueue pieces;
    private final StallWatch stall;
    private final Timers timers;
    private final long maxBytes;
    private long bytes;
    private boolean ended;
    private Timers.@Nullable Timer grace;

    StreamIntake(
            HttpClientResponse response,
            HttpAttempt attempt,
            PieceQueue pieces,
            StallWatch stall,
            Timers timers,
            long maxBytes) {
        this.response = response;
        this.attempt = attempt;
        this.pieces = pieces;
        this.stall = stall;
        this.timers = timers;
        this.maxBytes = maxBytes;
    }

    void begin() {
        response.handler(this::take);
        response.exceptionHandler(_ -> close(Piece.LOST));
        response.endHandler(_ -> close(Piece.END));
        stall.start();
        var _ = attempt.ending().thenAccept(this::attemptEnded);
    }

    private void take(Buffer part) {
        if (attempt.over()) {
            return;
        }
        attempt.firstByte();
        stall.alive();
        bytes += part.length();
        if (bytes > maxBytes) {
            attempt.broken("a stream of more than " + maxBytes + " bytes");
        } else {
            pieces.put(part);
        }
    }

    private void close(Piece last) {
        stall.close();
        pieces.close(last);
        Timers.Timer waiting;
        synchronized (this) {
            ended = true;
            waiting = grace;
        }
        if (waiting != null) {
            waiting.cancel();
        }
    }

    private void attemptEnded(CallEnding ending) {
        stall.close();
        pieces.close(Piece.LOST);
        if (ending instanceof CallEnding.Succeeded) {
            synchronized (this) {
                if (!ended) {
                    grace = timers.after(GRACE, () -> response.request().reset(CANCEL));
                }
            }
        }
    }
}
