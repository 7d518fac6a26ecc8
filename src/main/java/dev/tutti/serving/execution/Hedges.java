package dev.tutti.serving.execution;

import dev.tutti.serving.provider.Latencies;
import dev.tutti.words.chat.ModelId;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** When a proposer is late, whether it may be asked once more, and what came of that; one for the whole process. */
final class Hedges {
    private final ExecutionSettings.Hedge settings;
    private final Latencies latencies;
    private final HedgeBudget budget;
    private final Told told;

    /** Which of the two calls brought the answer. */
    enum Result {
        /** The hedge. */
        WON,
        /** The call that was late. */
        LOST,
        /** Neither of them. */
        NEITHER;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Told of each hedge once, when it is over. */
    @FunctionalInterface
    interface Told {
        void over(ModelId model, Result result);
    }

    Hedges(ExecutionSettings.Hedge settings, Latencies latencies, Told told) {
        this.settings = settings;
        this.latencies = latencies;
        this.budget = new HedgeBudget(settings.share());
        this.told = told;
    }

    /** What a slow call of the model takes at least, by those that were given up, while its answers are few. */
    Duration takesAtLeast(ModelId model) {
        return latencies.atLeast(model);
    }

    /** A proposer is asked: after how long it is late; empty while nobody can tell, and where hedging is off. */
    Optional<Duration> lateAfter(ModelId model) {
        budget.called();
        return settings.enabled()
                ? latencies.quantile(model, settings.quantile()).map(this::atLeast)
                : Optional.empty();
    }

    private Duration atLeast(Duration usual) {
        return usual.compareTo(settings.least()) < 0 ? settings.least() : usual;
    }

    /** Takes a hedge out of the process's share, if there is one. */
    boolean tryTake() {
        return budget.tryTake();
    }

    void over(ModelId model, Result result) {
        told.over(model, result);
    }
}
