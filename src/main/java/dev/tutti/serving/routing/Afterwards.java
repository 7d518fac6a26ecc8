package dev.tutti.serving.routing;

/**
 * Someone who acts on finished requests, such as audits. Told after the row is on disk, on the request's own thread and
 * before its last byte leaves: it must not block; what it throws is logged and changes nothing for the caller.
 */
@FunctionalInterface
public interface Afterwards {
    void finished(RoutedRequest request, RoutedAnswer.Finished finished);

    /** Nothing was called and nothing is logged: no plan may run. */
    default void refused(RoutedRequest request) {}
}
