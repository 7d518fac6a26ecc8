package dev.tutti.edge.bench;

import dev.tutti.learning.training.CalibrationError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What all ways to answer reached on the test prompts of one set, over the folds so far. */
final class SetResult {
    private final RecordedSet set;
    private final long seed;
    private final Map<String, Map<String, List<Contender.Result>>> reached = new LinkedHashMap<>();
    private final Map<String, List<Curve>> curves = new LinkedHashMap<>();
    private final Map<String, List<Contender.Result>> arms = new LinkedHashMap<>();
    private final Map<String, List<CalibrationError.Pair>> predictions = new LinkedHashMap<>();
    private final Map<String, DecisionTime> decisionTimes = new LinkedHashMap<>();
    private final Map<String, Map<String, Reached>> told = new LinkedHashMap<>();

    SetResult(RecordedSet set, long seed) {
        this.set = set;
        this.seed = seed;
    }

    /**
     * Quality and cost of a way to answer, and both beside those of the reference (the strongest single, or the strongest
     * vote where its quality was wished for): the cost as a share of its, the quality as a difference, with 90 % intervals.
     */
    record Reached(Point point, PairedBootstrap share, PairedBootstrap difference) {}

    RecordedSet set() {
        return set;
    }

    String name() {
        return set.name();
    }

    boolean twoModels() {
        return set.models().size() == 2;
    }

    /** What was reached on more folds. */
    void add(SetResult more) {
        more.reached.forEach((contender, wishes) ->
                wishes.forEach((wish, results) -> reached.computeIfAbsent(contender, name -> new LinkedHashMap<>())
                        .computeIfAbsent(wish, title -> new ArrayList<>())
                        .addAll(results)));
        addAll(more.curves, curves);
        addAll(more.arms, arms);
        addAll(more.predictions, predictions);
        more.decisionTimes.forEach((contender, time) -> decisionTimes.merge(contender, time, DecisionTime::max));
    }

    private static <T> void addAll(Map<String, List<T>> more, Map<String, List<T>> to) {
        more.forEach((key, values) ->
                to.computeIfAbsent(key, name -> new ArrayList<>()).addAll(values));
    }

    /** Asks for all wishes and for the curve. */
    void add(Contender contender, List<Wish> wishes, FixedPlans plans, List<RecordedPrompt> test) {
        for (Wish wish : wishes) {
            reached.computeIfAbsent(contender.name(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(wish.title(), name -> new ArrayList<>())
                    .add(contender.run(wish, test));
        }
        Curve.of(contender, plans, test)
                .ifPresent(curve -> curves.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(curve));
    }

    /** What only a router tells of itself. */
    void addRouter(TuttiContender tutti) {
        predictions.computeIfAbsent(tutti.name(), name -> new ArrayList<>()).addAll(tutti.predictions());
        decisionTimes.merge(tutti.name(), tutti.decisionTime(), DecisionTime::max);
    }

    /** What every arm of the recording brought by itself. */
    void tested(FixedPlans plans, List<RecordedPrompt> test) {
        plans.arms()
                .keySet()
                .forEach(arm -> arms.computeIfAbsent(arm, name -> new ArrayList<>())
                        .add(FixedPlans.outcomes(test, prompt -> prompt.arm(arm))));
    }

    boolean has(String contender) {
        return reached.containsKey(contender);
    }

    Set<String> contenders() {
        return reached.keySet();
    }

    Optional<Reached> reached(String contender, String wish) {
        List<Contender.Result> results = results(contender, wish);
        return results.isEmpty()
                ? Optional.empty()
                : Optional.of(told.computeIfAbsent(contender, name -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                wish,
                                title -> compared(
                                        Contender.Result.pooled(results), Contender.Result.pooled(reference(title)))));
    }

    private List<Contender.Result> reference(String wish) {
        String name = wish.equals(Wish.Title.AT_VOTE.words()) ? StrongestVote.NAME : StrongestSingle.NAME;
        return results(name, wish);
    }

    /**
     * How a way to answer differs from another one that was asked the same: in score, and in cost as a share of the
     * strongest single's mean, with 90 % intervals.
     */
    record Difference(PairedBootstrap score, PairedBootstrap share) {}

    Optional<Difference> difference(String contender, String other, String wish) {
        Contender.Result one = Contender.Result.pooled(results(contender, wish));
        Contender.Result two = Contender.Result.pooled(results(other, wish));
        double strongest = Contender.Result.pooled(results(StrongestSingle.NAME, wish))
                        .point()
                        .costPer1000()
                / 1000;
        return one.answers().isEmpty() || two.answers().isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(
                        difference(one, two, Contender.Scored::quality),
                        difference(one, two, answer -> answer.costUsd() / strongest)));
    }

    /** By how much the mean score over the whole range of cost differs; empty where there is no such range. */
    Optional<PairedBootstrap> aiqDifference(String contender, String other) {
        if (!curves.containsKey(contender) || !curves.containsKey(other)) {
            return Optional.empty();
        }
        Curve one = Curve.pooled(curves.get(contender));
        Curve two = Curve.pooled(curves.get(other));
        return Optional.of(PairedBootstrap.ofFigure(one.prompts(), drawn -> one.aiq(drawn) - two.aiq(drawn), seed));
    }

    private PairedBootstrap difference(
            Contender.Result one, Contender.Result two, ToDoubleFunction<Contender.Scored> of) {
        double[] left = column(one, of);
        double[] right = column(two, of);
        return PairedBootstrap.of(
                IntStream.range(0, left.length)
                        .mapToDouble(i -> left[i] - right[i])
                        .toArray(),
                seed);
    }

    private List<Contender.Result> results(String contender, String wish) {
        return reached.getOrDefault(contender, Map.of()).getOrDefault(wish, List.of());
    }

    private Reached compared(Contender.Result result, Contender.Result reference) {
        return new Reached(
                result.point(),
                PairedBootstrap.ofShare(
                        column(result, Contender.Scored::costUsd), column(reference, Contender.Scored::costUsd), seed),
                difference(result, reference, Contender.Scored::quality));
    }

    private static double[] column(Contender.Result result, ToDoubleFunction<Contender.Scored> of) {
        return result.answers().stream().mapToDouble(of).toArray();
    }

    OptionalDouble aiq(String contender) {
        return mean(contender, Curve::aiq);
    }

    OptionalDouble apgr(String contender) {
        return twoModels() ? mean(contender, Curve::apgr) : OptionalDouble.empty();
    }

    /** Of folds on which it is reached at all. */
    OptionalDouble cpt(String contender, double share) {
        return twoModels() ? mean(contender, curve -> curve.cpt(share).orElse(Double.NaN)) : OptionalDouble.empty();
    }

    private OptionalDouble mean(String contender, ToDoubleFunction<Curve> figure) {
        return curves.getOrDefault(contender, List.of()).stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .average();
    }

    Optional<CalibrationError> calibration(String contender) {
        return Optional.ofNullable(predictions.get(contender)).map(CalibrationError::of);
    }

    Optional<DecisionTime> decisionTime(String contender) {
        return Optional.ofNullable(decisionTimes.get(contender));
    }

    /** Where it stands on average over folds, from low cost to high; empty where there is nothing between cheap and dear. */
    List<Point> curve(String contender) {
        List<Curve> folds = curves.getOrDefault(contender, List.of());
        return folds.isEmpty()
                ? List.of()
                : IntStream.range(0, folds.getFirst().points().size())
                        .mapToObj(i -> mean(folds.stream()
                                .map(curve -> curve.points().get(i))
                                .toList()))
                        .toList();
    }

    private static Point mean(List<Point> points) {
        return new Point(
                points.stream().mapToDouble(Point::quality).average().orElseThrow(),
                points.stream().mapToDouble(Point::costPer1000).average().orElseThrow());
    }

    /** Where every arm of the recording stands by itself. */
    Map<String, Point> arms() {
        Map<String, Point> points = new LinkedHashMap<>();
        arms.forEach(
                (arm, folds) -> points.put(arm, Contender.Result.pooled(folds).point()));
        return points;
    }
}
