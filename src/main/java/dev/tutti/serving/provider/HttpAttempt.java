package dev.tutti.serving.provider;

import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usage;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and how it ends. The first ending counts; every ending but a success gives the connection up: it is
 * closed (HTTP/1.1) or the stream reset (HTTP/2), so that the provider stops working and charging. For many threads.
 */
final class HttpAttempt implements Attempt {
    /** CANCEL of RFC 9113, 7. */
    private static final long CANCEL = 0x8;

    private final CompletableFuture<CallEnding> ending = new CompletableFuture<>();
    private final Stopwatch watch;
    private @Nullable HttpClientRequest request;
    private boolean over;
    private Again again = Again.NEVER;
    private Optional<Duration> firstByte = Optional.empty();
    private Optional<Usage> used = Optional.empty();
    private boolean started;

    HttpAttempt(Stopwatch watch) {
        this.watch = watch;
    }

    /** The connection is there; false when nobody wants it any more: it has been given up then. */
    boolean opened(HttpClientRequest opened) {
        // What fails is told by the response's future; without a handler Vert.x logs our own resets as errors.
        opened.exceptionHandler(_ -> {});
        synchronized (this) {
            request = opened;
            if (!over) {
                return true;
            }
        }
        opened.reset(CANCEL);
        return false;
    }

    /** Bytes of an answer have come. */
    synchronized void firstByte() {
        if (firstByte.isEmpty()) {
            firstByte = Optional.of(watch.elapsed());
        }
    }

    /** A chunk is passed on now; false when nobody wants it any more. */
    synchronized boolean passingOn(Optional<Usage> usedSoFar) {
        started = true;
        used = usedSoFar;
        return !over;
    }

    void succeed(Answer answer) {
        Duration latency = watch.elapsed();
        Optional<Duration> first;
        synchronized (this) {
            first = firstByte;
        }
        end(new CallEnding.Succeeded(answer, first.orElse(latency), latency, 1), Again.NEVER, false);
    }

    /** The request did not reach the provider, or it was refused with a status of its own: nothing is charged for it. */
    void refused(CallEnding.Kind kind, String message, Again next) {
        end(failed(kind, message, Optional.of(Usage.NONE)), next, true);
    }

    /** The request itself was refused: nothing is charged for it, and it would be refused again. */
    void invalid(String message, Optional<Complaint> complaint) {
        end(
                failed(CallEnding.Kind.INVALID, message, Optional.of(Usage.NONE))
                        .complaining(complaint),
                Again.NEVER,
                true);
    }

    /** The provider may have begun an answer, so it may charge for it. */
    void fail(CallEnding.Kind kind, String message, Again next) {
        Optional<Usage> passedOn;
        synchronized (this) {
            passedOn = used;
        }
        end(failed(kind, message, passedOn), next, true);
    }

    private synchronized CallEnding.Failed failed(CallEnding.Kind kind, String message, Optional<Usage> charged) {
        return new CallEnding.Failed(kind, message, charged, started, watch.elapsed(), 1);
    }

    void broken(String message) {
        fail(CallEnding.Kind.BROKEN, message, Again.NEVER);
    }

    @Override
    public void cancel() {
        CallEnding ignored;
        synchronized (this) {
            // Without a connection nothing was sent, so nothing is charged.
            Optional<Usage> charged = request == null ? Optional.of(Usage.NONE) : used;
            ignored = new CallEnding.Ignored(charged, watch.elapsed(), 1);
        }
        end(ignored, Again.NEVER, true);
    }

    @Override
    public synchronized Again again() {
        return again;
    }

    synchronized boolean over() {
        return over;
    }

    @Override
    public CompletableFuture<CallEnding> ending() {
        return ending;
    }

    private void end(CallEnding how, Again next, boolean giveUp) {
        HttpClientRequest open;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            again = next;
            open = request;
        }
        if (giveUp && open != null) {
            open.reset(CANCEL);
        }
        ending.complete(how);
    }
}
