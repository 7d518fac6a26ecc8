package dev.tutti.serving.routing;

import dev.tutti.words.chat.Frames;
import java.util.List;
import java.util.function.Consumer;

/** Tells each listener of a request that has ended; one that throws is logged and keeps no other from hearing. */
final class Announcement {
    private final List<Afterwards> listeners;
    private final Consumer<String> log;

    /** {@code log} gets one line: the listener's class and frames, never its message. */
    Announcement(List<Afterwards> listeners, Consumer<String> log) {
        this.listeners = List.copyOf(listeners);
        this.log = log;
    }

    void tell(RoutedRequest request, RoutedAnswer.Finished finished) {
        tell(request, listener -> listener.finished(request, finished));
    }

    void tellRefused(RoutedRequest request) {
        tell(request, listener -> listener.refused(request));
    }

    private void tell(RoutedRequest request, Consumer<Afterwards> word) {
        for (Afterwards listener : listeners) {
            try {
                word.accept(listener);
            } catch (RuntimeException e) {
                log.accept("a listener failed on request " + request.id() + ": " + Frames.of(e));
            }
        }
    }
}
