package dev.tutti.edge.bench;

import dev.tutti.learning.training.Part;
import dev.tutti.learning.training.Trial;
import dev.tutti.sense.budget.MonotonicClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Learns from full information again and again: all of it, then without one part after the other, and past the gate. */
final class AblatedLearning implements Learning {
    static final String WHOLE = "the whole";

    private static final double NANOS = 1e9;

    private final KnownPrompts known;
    private final FixedPlans plans;
    private final List<Part> parts;
    private final long seed;
    private final PrintWriter progress;

    AblatedLearning(KnownPrompts known, FixedPlans plans, List<Part> parts, long seed, PrintWriter progress) {
        this.known = known;
        this.plans = plans;
        this.parts = List.copyOf(parts);
        this.seed = seed;
        this.progress = progress;
    }

    /** What a Tutti is called that learned without this part. */
    static String without(Part part) {
        return "without " + part;
    }

    @Override
    public void fullInformation(Consumer<TuttiContender> judge) throws IOException {
        try (WorkFolder work = WorkFolder.create()) {
            ReplayedTutti tutti = new ReplayedTutti(known, work.path(), settings(), MonotonicClock.system());
            tutti.learnAll(plans.training());
            Trial trial = tutti.trial();
            judge(WHOLE, Set.of(), tutti, trial, judge);
            for (Part part : parts) {
                judge(without(part), Set.of(part), tutti, trial, judge);
            }
        }
    }

    private void judge(
            String name, Set<Part> without, ReplayedTutti tutti, Trial trial, Consumer<TuttiContender> judge) {
        long begun = System.nanoTime();
        AskedTutti asked = tutti.asking(trial.without(without));
        judge.accept(new TuttiContender(name, asked, plans, Integer.MAX_VALUE));
        progress.printf(
                Locale.ROOT,
                "  %s, %s: %.0f s%n",
                known.replayed().set().name(),
                name,
                (System.nanoTime() - begun) / NANOS);
        progress.flush();
    }

    /** Nothing: a log of one scored answer a prompt seldom teaches what could be left out. */
    @Override
    public void banditLogs(Consumer<TuttiContender> judge) {}

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(LearningSettings.fullInformation());
        settings.putAll(LearningSettings.common(plans.at(plans.strongest()).quality(), seed));
        return settings;
    }
}
