package dev.tutti.edge.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The best static mix: two fixed plans between which chance draws, blind to the prompt, in shares that training picks. */
final class StaticMix implements Contender {
    private final FixedPlans plans;

    StaticMix(FixedPlans plans) {
        this.plans = plans;
    }

    @Override
    public String name() {
        return "static mix";
    }

    @Override
    public Result run(Wish wish, List<RecordedPrompt> test) {
        Hull hull = Hull.of(plans.arms().values());
        double cost = switch (wish) {
            case Wish.Quality w ->
                hull.costAt(w.atLeast()).orElse(hull.corners().getLast().costPer1000());
            case Wish.Cost w -> w.atMostPer1000();
        };
        List<Point> corners = hull.corners();
        Point above = corners.stream()
                .filter(c -> c.costPer1000() >= cost)
                .findFirst()
                .orElse(corners.getLast());
        Point below = corners.stream()
                .filter(c -> c.costPer1000() <= cost)
                .max(Comparator.comparingDouble(Point::costPer1000))
                .orElse(corners.getFirst());
        double gap = above.costPer1000() - below.costPer1000();
        double share = gap <= 0 ? 0 : (cost - below.costPer1000()) / gap;
        return FixedPlans.outcomes(test, prompt -> between(prompt.arm(arm(below)), prompt.arm(arm(above)), share));
    }

    private String arm(Point point) {
        return plans.arms().entrySet().stream()
                .filter(entry -> entry.getValue().equals(point))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The expectation of the draw, so that the figure has no noise of its own. */
    private static RecordedPrompt.Arm between(RecordedPrompt.Arm a, RecordedPrompt.Arm b, double share) {
        return new RecordedPrompt.Arm(
                a.quality() + share * (b.quality() - a.quality()),
                0,
                0,
                a.costUsd() + share * (b.costUsd() - a.costUsd()),
                "");
    }
}
