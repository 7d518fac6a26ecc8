package dev.tutti.serving.execution;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.provider.Latencies;
import dev.tutti.serving.provider.ModelClient;
import dev.tutti.serving.trust.Overspending;
import dev.tutti.serving.trust.Quarantine;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.WorstCase;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the room together. */
@Singleton
final class ExecutionWiring {
    @Produces
    @Singleton
    Prompts prompts(ExecutionSettings settings) {
        return PromptFiles.of(settings.prompts());
    }

    /** What a decision must reckon with, too. */
    @Produces
    @Singleton
    WorstCase worstCase(ExecutionSettings settings, Prompts prompts) {
        return Desk.worstCase(settings, prompts);
    }

    @Produces
    @Singleton
    Desk desk(
            ModelClient client,
            Catalogue catalogue,
            MonotonicClock clock,
            Quarantine quarantine,
            Overspending overspending,
            MeterRegistry metrics,
            Latencies latencies,
            Prompts prompts,
            TaskChecks checks,
            OpenTelemetry telemetry,
            // Disabled, it would still make spans, and nobody would ever see them.
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean untraced,
            Alarms alarms,
            ExecutionSettings settings) {
        return new Desk(
                client,
                catalogue,
                clock,
                alarms,
                overspend(metrics, overspending),
                quarantine,
                new Hedges(settings.hedge(), latencies, hedged(metrics)),
                new Sampling(),
                ledgers(metrics),
                settings,
                prompts,
                Codes.keyed(secret()),
                checks,
                untraced ? CallSpans.NONE : CallSpans.of(telemetry));
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    PlanExecutor executor(Desk desk) {
        return new SequentialExecutor(desk);
    }

    @Produces
    @Singleton
    Embedder embedder(Desk desk) {
        return new Embedder(desk);
    }

    @Produces
    @Singleton
    Alarms alarms() {
        return new Alarms();
    }

    void stop(@Disposes Alarms alarms) {
        alarms.close();
    }

    /** Of this process alone: no one needs to make a code again. */
    private static byte[] secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static Overspend overspend(MeterRegistry metrics, Overspending overspending) {
        return (model, beyond, wroteMore) -> {
            count(metrics, model, beyond);
            if (wroteMore) {
                overspending.happened(model);
            }
        };
    }

    private static void count(MeterRegistry metrics, ModelId model, Usd beyond) {
        Counter.builder("tutti.overspend.usd")
                .description("Dollars charged by providers beyond what a call had been allowed")
                .tag("model", model.value())
                .register(metrics)
                .increment(beyond.toDouble());
    }

    private static Hedges.Told hedged(MeterRegistry metrics) {
        return (model, result) -> Counter.builder("tutti.hedges")
                .description("Proposers that were late and asked once more, by which of the two calls answered")
                .tag("model", model.value())
                .tag("result", result.wireName())
                .register(metrics)
                .increment();
    }

    private static OpenLedgers ledgers(MeterRegistry metrics) {
        OpenLedgers ledgers = new OpenLedgers();
        Gauge.builder("tutti.reserved.usd", ledgers, open -> open.reserved().toDouble())
                .description("Dollars reserved for calls on their way; 0 when nothing runs")
                .strongReference(true)
                .register(metrics);
        return ledgers;
    }
}
