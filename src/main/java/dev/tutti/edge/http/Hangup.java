package dev.tutti.edge.http;

import dev.tutti.serving.execution.CancelSignal;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives the word as soon as the client leaves before its answer has ended. The end handler sees it while nothing is
 * written; a response that streams has a close handler of its own, so the connection is watched too.
 */
final class Hangup {

    private Hangup() {}

    static CancelSignal of(RoutingContext context) {
        CancelSignal cancel = new CancelSignal();
        context.addEndHandler(end -> {
            if (end.failed()) {
                tell(cancel);
            }
        });
        context.request().connection().closeHandler(_ -> tell(cancel));
        return cancel;
    }

    /** Off the event loop: listeners close upstream connections and may take locks. */
    private static void tell(CancelSignal cancel) {
        Thread.ofVirtual().name("tutti-hangup").start(cancel::cancel);
    }
}
