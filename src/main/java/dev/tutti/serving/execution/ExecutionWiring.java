package dev.tutti.serving.execution;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.provider.ModelClient;
import dev.tutti.words.catalogue.Catalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the room together. */
@Singleton
final class ExecutionWiring {
    @Produces
    @Singleton
    PlanExecutor executor(
            ModelClient client,
            Catalogue catalogue,
            MonotonicClock clock,
            MeterRegistry metrics,
            ExecutionSettings settings) {
        Overspend counted = (model, beyond) -> Counter.builder("tutti.overspend.usd")
                .description("Dollars charged by providers beyond what a call had been allowed")
                .tag("model", model.value())
                .register(metrics)
                .increment(beyond.toDouble());
        return new SequentialExecutor(new Desk(client, catalogue, clock, Patience::block, counted, settings));
    }
}
