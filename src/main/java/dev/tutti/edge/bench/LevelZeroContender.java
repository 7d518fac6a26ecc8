package dev.tutti.edge.bench;

import dev.tutti.learning.training.Estimate;
import dev.tutti.learning.training.LevelZero;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Level 0, replayed without a service: a table learned on three quarters of the training prompts, whose one knob, the
 * score that a dollar must buy, is chosen by what it really brought on the last quarter.
 */
final class LevelZeroContender implements Contender {
    static final String NAME = "level 0";
    private static final int STEPS = 25;
    private static final double LEARNED = 0.75;

    private final KnownPrompts known;
    private final LevelZero table;
    private final Map<Double, Point> tried = new LinkedHashMap<>();
    private final Map<Double, Result> reached = new HashMap<>();

    LevelZeroContender(KnownPrompts known, List<RecordedPrompt> training, long seed) {
        this.known = known;
        int learned = (int) (LEARNED * training.size());
        table = LevelZero.learn(
                known.rows(training.subList(0, learned)), known.replayed().catalogue(), seed);
        List<RecordedPrompt> rest = training.subList(learned, training.size());
        for (double gain : gains()) {
            tried.put(gain, brought(rest, gain).point());
        }
    }

    /** From 0.01 of score for a dollar to 100,000, evenly in logarithm: wider than any set needs. */
    private static List<Double> gains() {
        List<Double> gains = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            gains.add(Math.pow(10, -2 + 7.0 * i / (STEPS - 1)));
        }
        return gains;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result run(Wish wish, List<RecordedPrompt> test) {
        double gain = tried.entrySet().stream()
                .reduce((a, b) -> wish.prefers(b.getValue(), a.getValue()) ? b : a)
                .orElseThrow()
                .getKey();
        return reached.computeIfAbsent(gain, most -> brought(test, most));
    }

    private Result brought(List<RecordedPrompt> prompts, double gain) {
        Map<String, Estimate> brought = table.replay(known.rows(prompts), gain);
        return new Result(known.of(prompts).stream()
                .map(prompt -> scored(brought, prompt))
                .toList());
    }

    private static Scored scored(Map<String, Estimate> brought, KnownPrompt prompt) {
        Estimate estimate = brought.get(prompt.hash());
        if (estimate == null) {
            throw new IllegalStateException("level 0 had no choice on a recorded prompt");
        }
        return new Scored(estimate.score(), estimate.costUsd());
    }
}
