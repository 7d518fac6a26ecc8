package dev.tutti.edge.http;

import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the outcome log takes rows, since an answer that cannot be logged is not given. Without a router model the
 * rule routes, which is ready too. Not ready any more from the moment on at which a drain begins.
 */
@Readiness
final class ReadyCheck implements HealthCheck {

    private final OutcomeLog log;
    private final ModelStore store;
    private final Drain drain;

    ReadyCheck(OutcomeLog log, ModelStore store, Drain drain) {
        this.log = log;
        this.store = store;
        this.drain = drain;
    }

    @Override
    public HealthCheckResponse call() {
        String router = store.current().map(RouterModel::version).orElse("none: the rule routes");
        return HealthCheckResponse.named("outcome log and router")
                .status(!drain.begun() && logTakesRows())
                .withData("router", router)
                .build();
    }

    private boolean logTakesRows() {
        try {
            log.requireWritable();
            return true;
        } catch (OutcomeLogUnavailable e) {
            return false;
        }
    }
}
