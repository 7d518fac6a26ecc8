package dev.tutti.serving.routing;

import dev.tutti.words.chat.Frames;
import java.util.function.Consumer;

/** Tells each listener of a finished request; one that throws is logged and keeps no other from hearing. */
final class Announcement {
    private final Iterable<Afterwards> listeners;
    private final Consumer<String> log;

    /** {@code log} gets one line: the listener's class and frames, never its message. */
    Announcement(Iterable<Afterwards> listeners, Consumer<String> log) {
        this.listeners = listeners;
        this.log = log;
    }

    void tell(RoutedRequest request, RoutedAnswer.Finished finished) {
        for (Afterwards listener : listeners) {
            try {
                listener.finished(request, finished);
            } catch (RuntimeException e) {
                log.accept("a listener failed on request " + request.id() + ": " + Frames.of(e));
            }
        }
    }
}
