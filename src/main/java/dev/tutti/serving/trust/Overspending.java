package dev.tutti.serving.trust;

import dev.tutti.memory.outcome.Breaches;
import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.sense.evidence.Breach;
import dev.tutti.sense.evidence.Quarantined;
import dev.tutti.words.chat.ModelId;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What becomes of a model that wrote more than it was allowed: it is in quarantine at once, and in the background that is
 * remembered for after a restart. Never blocks; safe for many threads.
 */
public final class Overspending {
    private final Quarantine quarantine;
    private final QuarantineSettings settings;
    private final Breaches breaches;
    private final InstantSource time;
    private final Executor background;
    private final Consumer<String> warnings;

    Overspending(
            Quarantine quarantine,
            QuarantineSettings settings,
            Breaches breaches,
            InstantSource time,
            Executor background,
            Consumer<String> warnings) {
        this.quarantine = quarantine;
        this.settings = settings;
        this.breaches = breaches;
        this.time = time;
        this.background = background;
        this.warnings = warnings;
    }

    public void happened(ModelId model) {
        Breach breach = new Breach(model, time.instant());
        Quarantined now = Quarantined.overspent(breach.at(), settings.length());
        if (settings.enabled() && quarantine.begin(model, now)) {
            warnings.accept(model + " is in quarantine until " + now.until() + ": it wrote more than it was allowed");
            background.execute(() -> remember(breach));
        }
    }

    private void remember(Breach breach) {
        try {
            breaches.add(breach);
        } catch (OutcomeLogUnavailable unavailable) {
            warnings.accept(
                    "a restart will end the quarantine of " + breach.model() + ": it could not be written down");
        }
    }
}
