package dev.tutti.serving.routing;

import org.jboss.logging.Logger;

/** Tells each listener of a finished request; one that throws is logged and keeps no other from hearing. */
final class Announcement {
    private static final Logger LOG = Logger.getLogger(Announcement.class);

    private final Iterable<Afterwards> listeners;

    Announcement(Iterable<Afterwards> listeners) {
        this.listeners = listeners;
    }

    void tell(RoutedRequest request, RoutedAnswer.Finished finished) {
        for (Afterwards listener : listeners) {
            try {
                listener.finished(request, finished);
            } catch (RuntimeException e) {
                LOG.errorf(e, "a listener failed on request %s", request.id());
            }
        }
    }
}
