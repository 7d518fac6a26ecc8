package dev.tutti.edge.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Finds the models to ask, on training prompts alone: of all sets of one to five out of the best and the thriftiest, in the
 * order of their cost, the one that is cheapest a point below the strongest single model's score, of those whose safest
 * policy is about as good as any.
 */
final class StepsSearch {
    private static final int STRONG = 7;
    private static final int POOL = 9;
    private static final int MOST_STEPS = 5;
    private static final int MOST_PROMPTS = 1_500;
    private static final double ABOUT = 0.003;
    private static final double BELOW = 0.01;

    private final FixedPlans plans;
    private final boolean answers;
    private final List<String> pool;
    private final double[] weights;
    private final RecordedPanel whole;
    private final RecordedPanel fit;
    private final RecordedPanel check;

    private StepsSearch(RecordedSet set, List<RecordedPrompt> taught) {
        plans = new FixedPlans(set, taught);
        answers = set.answers();
        pool = pool(set.models());
        weights = pool.stream()
                .mapToDouble(model -> logOdds(plans.at(model).quality()))
                .toArray();
        List<RecordedPrompt> some = taught.subList(0, Math.min(MOST_PROMPTS, taught.size()));
        whole = new RecordedPanel(taught, pool);
        fit = new RecordedPanel(some.subList(0, some.size() / 2), pool);
        check = new RecordedPanel(some.subList(some.size() / 2, some.size()), pool);
    }

    static MarginFamily best(RecordedSet set, List<RecordedPrompt> taught) {
        StepsSearch search = new StepsSearch(set, taught);
        return search.learn(search.steps(), search.whole);
    }

    private MarginFamily learn(Steps steps, RecordedPanel panel) {
        return MarginFamily.learn(pool, plans.strongest(), steps, panel);
    }

    private static double logOdds(double quality) {
        double kept = Math.clamp(quality, 0.02, 0.98);
        return Math.max(0.05, Math.log(kept / (1 - kept)));
    }

    /** What a set of models reaches on prompts that its table was not made of. */
    private record Tried(Steps steps, double safest, double costPer1000) {}

    private Steps steps() {
        List<Tried> all = new ArrayList<>();
        double wanted = check.mean(pool.indexOf(plans.strongest())) - BELOW;
        for (int bits = 1; bits < 1 << pool.size(); bits++) {
            if (Integer.bitCount(bits) <= MOST_STEPS) {
                all.add(tried(new Steps(places(bits), weights, answers), wanted));
            }
        }
        double safest = all.stream().mapToDouble(Tried::safest).max().orElseThrow();
        return all.stream()
                .filter(tried -> tried.safest() >= safest - ABOUT)
                .min(Comparator.comparingDouble(Tried::costPer1000))
                .orElseThrow()
                .steps();
    }

    private static int[] places(int bits) {
        int[] places = new int[Integer.bitCount(bits)];
        int at = 0;
        for (int place = 0; at < places.length; place++) {
            if ((bits >> place & 1) == 1) {
                places[at++] = place;
            }
        }
        return places;
    }

    private Tried tried(Steps steps, double wanted) {
        PolicyOutcomes outcomes = learn(steps, fit).outcomes(check);
        double cost = Double.MAX_VALUE;
        for (int policy = 0; policy < outcomes.policies(); policy++) {
            if (outcomes.mean(policy) >= wanted) {
                cost = Math.min(cost, outcomes.costPer1000(policy));
            }
        }
        return new Tried(steps, outcomes.mean(0), cost);
    }

    /** The strongest, then those that lose least for being cheap; in the order of their cost. */
    private List<String> pool(List<String> models) {
        Set<String> pool =
                new LinkedHashSet<>(best(models, model -> plans.at(model).quality(), STRONG));
        best(models, model -> plans.at(model).quality() - Math.log10(spent(model)) / 4, models.size())
                .forEach(model -> {
                    if (pool.size() < POOL) {
                        pool.add(model);
                    }
                });
        return pool.stream().sorted(Comparator.comparingDouble(this::spent)).toList();
    }

    private static List<String> best(List<String> models, ToDoubleFunction<String> by, int most) {
        return models.stream()
                .sorted(Comparator.comparingDouble(by).reversed())
                .limit(most)
                .toList();
    }

    private double spent(String model) {
        return Math.max(1e-6, plans.at(model).costPer1000());
    }
}
