package dev.tutti.edge.bench;

import dev.tutti.learning.training.TrainingResult;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.MonotonicClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Learns in this program, see {@link ReplayedTutti}; the same seed gives the same figures. */
final class ReplayedLearning implements Learning {
    private final KnownPrompts known;
    private final FixedPlans plans;
    private final EvaluatedPrompts evaluated;
    private final long seed;
    private final PrintWriter out;

    ReplayedLearning(KnownPrompts known, FixedPlans plans, EvaluatedPrompts evaluated, long seed, PrintWriter out) {
        this.known = known;
        this.plans = plans;
        this.evaluated = evaluated;
        this.seed = seed;
        this.out = out;
    }

    @Override
    public void fullInformation(Consumer<TuttiContender> judge) throws IOException {
        // That the log knows what serves counts: the gate holds a training against that.
        learn(
                TuttiContender.FULL_INFORMATION,
                LearningSettings.fullInformation(),
                judge,
                tutti -> tutti.learnAll(plans.training()));
    }

    @Override
    public void banditLogs(Consumer<TuttiContender> judge) throws IOException {
        learn(TuttiContender.BANDIT_LOGS, LearningSettings.banditLogs(), judge, tutti -> {
            double promised = tutti.promised(plans.training().getFirst());
            int audits = 0;
            for (RecordedPrompt prompt : plans.training()) {
                OutcomeRow row = tutti.learn(prompt, Asking.single(prompt, promised));
                audits += tutti.audit(prompt, row, LearningSettings.AUDIT_RATE);
            }
            LearningTold.bandit(plans.training().size(), promised, audits, out);
        });
    }

    private void learn(
            String name, Map<String, String> settings, Consumer<TuttiContender> judge, Consumer<ReplayedTutti> log)
            throws IOException {
        try (WorkFolder work = WorkFolder.create()) {
            ReplayedTutti tutti = new ReplayedTutti(known, work.path(), settings(settings), MonotonicClock.system());
            log.accept(tutti);
            TrainingResult result = tutti.train();
            LearningTold.trained(name, result.wireName(), result.report(), out);
            tutti.serving().ifPresent(release -> evaluated.requireUnknownTo(tutti.store(), release));
            judge.accept(new TuttiContender(name, tutti, plans, Integer.MAX_VALUE));
        }
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.putAll(LearningSettings.common(plans.at(plans.strongest()).quality(), seed));
        return settings;
    }
}
