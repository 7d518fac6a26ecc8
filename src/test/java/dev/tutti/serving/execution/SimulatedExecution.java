package dev.tutti.serving.execution;

import dev.tutti.serving.DefaultSettings;
import dev.tutti.serving.SimulatedTime;
import dev.tutti.serving.provider.Latencies;
import dev.tutti.serving.provider.ModelClient;
import dev.tutti.serving.trust.Quarantine;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.WorstCase;

/** The whole room in simulated time, at its default settings. */
public final class SimulatedExecution {
    private final OpenLedgers ledgers = new OpenLedgers();
    private final PlanExecutor executor;
    private Usd overspent = Usd.ZERO;

    public SimulatedExecution(SimulatedTime time, Catalogue catalogue, ModelClient client, Latencies latencies) {
        ExecutionSettings settings = DefaultSettings.of(ExecutionSettings.class);
        Hedges hedges = new Hedges(settings.hedge(), latencies, (_, _) -> {});
        Overspend counted = (_, beyond, _) -> overspent = overspent.plus(beyond);
        executor = new SequentialExecutor(new Desk(
                client,
                catalogue,
                time,
                time::await,
                counted,
                new Quarantine(time),
                hedges,
                new Sampling(),
                ledgers,
                settings,
                PromptFiles.builtIn(),
                Stage.CODES,
                TaskChecks.NONE,
                CallSpans.NONE));
    }

    /** By what it reckons, for any task. */
    public static WorstCase worstCase() {
        return Desk.worstCase(DefaultSettings.of(ExecutionSettings.class), PromptFiles.builtIn());
    }

    public PlanExecutor executor() {
        return executor;
    }

    /** Dollars held for calls on their way. */
    public Usd reserved() {
        return ledgers.reserved();
    }

    /** Dollars charged beyond what calls had been allowed. */
    public Usd overspent() {
        return overspent;
    }
}
