package dev.tutti.words.plan;

import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cheap calls first; after each call the stop rule looks at the evidence and stops or goes on. Where it stops, the
 * plurality of the answers so far, weighted by reliability, is the answer. Under an agreement the last step may fuse all
 * answers instead of asking: so it grows from a cheap call into an ensemble.
 *
 * <p>The first step always runs first; a learned rule chooses among the others, an agreement takes them in their order.
 * {@code reach} holds for each step the probability, 0 to 1 and never rising, that it runs at all (the first is 1):
 * what the plan's expected cost and time are reckoned with.
 */
public record Cascade(List<Step> steps, StopRule rule, Reliability reliability, List<Double> reach) implements Plan {
    private static final int MOST_STEPS = 16;

    public Cascade {
        steps = List.copyOf(steps);
        reach = List.copyOf(reach);
        if (steps.size() < 2 || steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("a cascade has 2 to " + MOST_STEPS + " steps, had " + steps.size());
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Fuse && (i == 0 || i < steps.size() - 1)) {
                throw new IllegalArgumentException(
                        "only the last step of a cascade may fuse, step " + (i + 1) + " does");
            }
        }
        if (rule instanceof StopRule.NextCall && steps.getLast() instanceof Step.Fuse) {
            throw new IllegalArgumentException("a learned rule chooses among calls, the last step was to "
                    + steps.getLast().notation());
        }
        rule.requireSteps(steps.getLast() instanceof Step.Fuse ? steps.size() - 1 : steps.size());
        requireReach(reach, steps.size());
    }

    private static void requireReach(List<Double> reach, int steps) {
        if (reach.size() != steps || reach.getFirst() != 1.0) {
            throw new IllegalArgumentException(
                    "reach names each of the " + steps + " steps and starts at 1, was " + reach);
        }
        for (int i = 1; i < steps; i++) {
            if (!(reach.get(i) >= 0 && reach.get(i) <= reach.get(i - 1))) {
                throw new IllegalArgumentException("reach is 0 to 1 and never rises, was " + reach);
            }
        }
    }

    /** Of its steps alone: a learned rule holds thousands of numbers, and every decision looks its cascades up. */
    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    @Override
    public Strategy strategy() {
        return Strategy.CASCADE;
    }

    @Override
    public SortedSet<ModelId> models() {
        SortedSet<ModelId> models = new TreeSet<>();
        for (Step step : steps) {
            models.addAll(step.models());
        }
        return models;
    }

    @Override
    public String notation() {
        return "cascade("
                + steps.stream().map(Step::notation).collect(Collectors.joining(" > "))
                + " | " + rule.notation() + ")";
    }
}
