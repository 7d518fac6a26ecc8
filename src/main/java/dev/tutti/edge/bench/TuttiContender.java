package dev.tutti.edge.bench;

import dev.tutti.learning.training.CalibrationError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A trained Tutti. Its knob is the quality target of a request, with the highest quality where that is out of
 * reach. The last training prompts, on which a training judges but learns nothing, are asked with each setting; of those
 * the two that serve the wish best when drawn between by chance are then used on the test prompts, in expectation.
 */
final class TuttiContender implements Contender {
    static final String FULL_INFORMATION = "Tutti, full information";
    static final String BANDIT_LOGS = "Tutti, bandit logs";

    /** Targets asked for, as distances from the strongest single's training quality: closest where the wishes are. */
    private static final List<Double> TARGETS =
            List.of(-0.3, -0.2, -0.14, -0.1, -0.08, -0.065, -0.05, -0.04, -0.03, -0.02, -0.01, 0.0, 0.02, 0.1);

    /** A training judges on the last quarter. */
    private static final double LEARNED = 0.76;

    private final String name;
    private final AskedTutti tutti;
    private final Map<Double, Point> tried = new LinkedHashMap<>();
    private final Map<Double, List<AskedTutti.Outcome>> asked = new LinkedHashMap<>();

    /** {@code mostProbes}: of the last training prompts at most so many are asked. */
    TuttiContender(String name, AskedTutti tutti, FixedPlans plans, int mostProbes) {
        this.name = name;
        this.tutti = tutti;
        List<RecordedPrompt> training = plans.training();
        List<RecordedPrompt> last = training.subList((int) (LEARNED * training.size()), training.size());
        List<RecordedPrompt> probes = last.subList(0, Math.min(mostProbes, last.size()));
        double strongest = plans.at(plans.strongest()).quality();
        for (double distance : TARGETS) {
            double asking = Math.clamp(strongest + distance, 0, 1);
            tried.computeIfAbsent(asking, target -> estimated(plans, probes, tutti.ask(probes, target)));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Result run(Wish wish, List<RecordedPrompt> test) {
        Frontier.Mix mix = Frontier.of(tried.values()).mix(wish);
        List<Scored> low = asked(mix.low(), test).answers();
        List<Scored> high = asked(mix.high(), test).answers();
        return new Result(IntStream.range(0, test.size())
                .mapToObj(i -> new Scored(
                        mix.of(low.get(i).quality(), high.get(i).quality()),
                        mix.of(low.get(i).costUsd(), high.get(i).costUsd())))
                .toList());
    }

    /**
     * What a few hundred prompts bring is half chance, and of settings the luckiest is taken: what the router says of its
     * plans, by prompts that it learned on, counts as much, where it has measured them.
     */
    private static Point estimated(FixedPlans plans, List<RecordedPrompt> probes, List<AskedTutti.Outcome> outcomes) {
        Point came = plans.onAll(probes, result(outcomes));
        double told = outcomes.stream()
                .mapToDouble(AskedTutti.Outcome::predicted)
                .average()
                .orElseThrow();
        boolean measured = outcomes.stream().allMatch(AskedTutti.Outcome::measured);
        return measured ? new Point((came.quality() + told) / 2, came.costPer1000()) : came;
    }

    private Result asked(Point point, List<RecordedPrompt> test) {
        double best = tried.entrySet().stream()
                .filter(entry -> entry.getValue().equals(point))
                .findFirst()
                .orElseThrow()
                .getKey();
        return result(asked.computeIfAbsent(best, asking -> tutti.ask(test, asking)));
    }

    private static Result result(List<AskedTutti.Outcome> outcomes) {
        return new Result(outcomes.stream().map(AskedTutti.Outcome::scored).toList());
    }

    /** What it expected of its answers beside what came, for the first wish that it served. */
    List<CalibrationError.Pair> predictions() {
        return asked.values().stream()
                .limit(1)
                .flatMap(List::stream)
                .map(outcome -> new CalibrationError.Pair(
                        outcome.predicted(), outcome.scored().quality()))
                .toList();
    }

    DecisionTime decisionTime() {
        return tutti.decisionTime();
    }
}
