package dev.tutti.edge.bench;

import dev.tutti.learning.training.Estimate;
import dev.tutti.learning.training.LevelZero;
import dev.tutti.memory.outcome.LabelledRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Level 0, replayed without a service: a table learned on three quarters of the training prompts, whose one knob, the
 * score that a dollar must buy, is chosen by what it really brought on the last quarter.
 */
final class LevelZeroContender implements Contender {
    static final String NAME = "level 0";
    private static final long SEED = 42;
    private static final int STEPS = 25;
    private static final double LEARNED = 0.75;

    private final ImportLines lines;
    private final LevelZero table;
    private final Map<Double, Point> tried = new LinkedHashMap<>();

    LevelZeroContender(ReplayedSet replayed, List<RecordedPrompt> training) {
        lines = new ImportLines(replayed);
        int learned = (int) (LEARNED * training.size());
        table = LevelZero.learn(
                lines.rows(training.subList(0, learned)).stream()
                        .flatMap(List::stream)
                        .toList(),
                replayed.catalogue(),
                SEED);
        List<List<LabelledRow>> rest = lines.rows(training.subList(learned, training.size()));
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
        return brought(lines.rows(test), gain);
    }

    private Result brought(List<List<LabelledRow>> prompts, double gain) {
        Map<String, Estimate> brought =
                table.replay(prompts.stream().flatMap(List::stream).toList(), gain);
        return new Result(prompts.stream()
                .map(rows -> brought.get(rows.getFirst().row().promptHash()))
                .map(estimate -> new Scored(estimate.score(), estimate.costUsd()))
                .toList());
    }
}
