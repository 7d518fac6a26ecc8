package dev.tutti.edge.bench;

import dev.tutti.learning.training.CalibrationError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What all ways to answer reached on the test prompts of one set, over the folds so far, and the cells that tell it. */
final class SetResult {
    private static final long SEED = 20_260_101;

    private final RecordedSet set;
    private final Map<String, Map<String, List<Contender.Result>>> reached = new LinkedHashMap<>();
    private final Map<String, List<Curve>> curves = new LinkedHashMap<>();
    private final Map<String, List<CalibrationError.Pair>> predictions = new LinkedHashMap<>();
    private final Map<String, Double> decisionMillis = new LinkedHashMap<>();

    SetResult(RecordedSet set) {
        this.set = set;
    }

    String name() {
        return set.name();
    }

    boolean twoModels() {
        return set.models().size() == 2;
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
        decisionMillis.merge(tutti.name(), tutti.decisionMillis(), Math::max);
    }

    boolean has(String contender) {
        return reached.containsKey(contender);
    }

    /** Quality, dollars for 1,000, those as a share of the strongest's, interval of the difference in quality to it. */
    String reached(String contender, String wish) {
        Contender.Result result = pooled(contender, wish);
        Contender.Result strongest = pooled(StrongestSingle.NAME, wish);
        Point point = result.point();
        PairedBootstrap difference = PairedBootstrap.of(difference(result, strongest), SEED);
        return String.format(
                Locale.ROOT,
                "%.1f%% $%.2f %.0f%% [%+.1f,%+.1f]",
                100 * point.quality(),
                point.costPer1000(),
                100 * point.costPer1000() / strongest.point().costPer1000(),
                100 * difference.lower(),
                100 * difference.upper());
    }

    private Contender.Result pooled(String contender, String wish) {
        return new Contender.Result(reached.getOrDefault(contender, Map.of()).getOrDefault(wish, List.of()).stream()
                .flatMap(result -> result.answers().stream())
                .toList());
    }

    private static double[] difference(Contender.Result result, Contender.Result strongest) {
        double[] difference = new double[result.answers().size()];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = result.answers().get(i).quality()
                    - strongest.answers().get(i).quality();
        }
        return difference;
    }

    String aiq(String contender) {
        return mean(contender, Curve::aiq);
    }

    String apgr(String contender) {
        return mean(contender, Curve::apgr);
    }

    /** Of folds on which it is reached at all. */
    String cpt(String contender, double share) {
        return mean(contender, curve -> curve.cpt(share).orElse(Double.NaN));
    }

    private String mean(String contender, ToDoubleFunction<Curve> figure) {
        return curves.getOrDefault(contender, List.of()).stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .average()
                .stream()
                .mapToObj(mean -> String.format(Locale.ROOT, "%.3f", mean))
                .findFirst()
                .orElse("-");
    }

    String calibration(String contender) {
        return of(contender, predictions, pairs -> {
            CalibrationError error = CalibrationError.of(pairs);
            return String.format(
                    Locale.ROOT, "%.3f (%.3f; perfect %.3f)", error.debiased(), error.plain(), error.perfect());
        });
    }

    String decision(String contender) {
        return of(contender, decisionMillis, millis -> String.format(Locale.ROOT, "%.3f ms", millis));
    }

    private static <T> String of(String contender, Map<String, T> figures, Function<T, String> cell) {
        T figure = figures.get(contender);
        return figure == null ? "-" : cell.apply(figure);
    }
}
