package dev.tutti.sense.evidence;

import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.StopRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a cascade goes on, and with whom: the same function live and in training. */
public final class Stopping {
    private Stopping() {}

    /**
     * The step (from 0) to take after those {@code asked} (rising), given the evidence of their answers; empty when it has
     * heard enough. {@link IllegalArgumentException} when the rule does not {@link #fits fit}.
     */
    public static OptionalInt next(Cascade cascade, List<Integer> asked, Evidence evidence) {
        return look(cascade, asked, evidence).step();
    }

    /** {@link #next} with what the rule made of it. */
    public static Next look(Cascade cascade, List<Integer> asked, Evidence evidence) {
        return switch (cascade.rule()) {
            case StopRule.Agreement agreement ->
                !enough(agreement, evidence) && asked.size() < cascade.steps().size()
                        ? Next.of(asked.size(), Optional.empty())
                        : Next.none(Optional.empty());
            case StopRule.NextCall learned -> best(learned, asked, evidence);
        };
    }

    /** The step to take, empty where enough was heard, and what stands of it in the log. */
    public record Next(OptionalInt step, Onward onward) {
        private static Next of(int step, Optional<Double> gain) {
            return new Next(OptionalInt.of(step), new Onward(1, gain));
        }

        private static Next none(Optional<Double> gain) {
            return new Next(OptionalInt.empty(), new Onward(0, gain));
        }
    }

    private static boolean enough(StopRule.Agreement rule, Evidence evidence) {
        return evidence.agreeing() >= rule.answers()
                || rule.alone().filter(evidence::warranted).isPresent();
    }

    /** The steps that some evidence may let follow, once this one has been taken after those asked. */
    public static SortedSet<Integer> mayFollow(Cascade cascade, SortedSet<Integer> asked, int step) {
        List<Integer> then =
                Stream.concat(asked.stream(), Stream.of(step)).sorted().toList();
        return switch (cascade.rule()) {
            case StopRule.Agreement agreement ->
                then.size() < cascade.steps().size() ? new TreeSet<>(Set.of(then.size())) : new TreeSet<>();
            case StopRule.NextCall learned ->
                learned.branches().stream()
                        .filter(branch -> branch.asked().equals(then))
                        .map(StopRule.Branch::next)
                        .collect(Collectors.toCollection(TreeSet::new));
        };
    }

    private static Next best(StopRule.NextCall rule, List<Integer> asked, Evidence evidence) {
        if (rule.evidenceVersion() != Evidence.VERSION) {
            throw new IllegalArgumentException(
                    "a stop rule weighs evidence of version " + Evidence.VERSION + ", was " + rule.evidenceVersion());
        }
        double[] numbers = evidence.numbers();
        double most = Double.NEGATIVE_INFINITY;
        int best = -1;
        for (StopRule.Branch branch : rule.branches()) {
            double gain = branch.asked().equals(asked) ? branch.gain().of(numbers) : Double.NEGATIVE_INFINITY;
            if (gain > most) {
                most = gain;
                best = branch.next();
            }
        }
        if (best < 0) {
            return Next.none(Optional.empty());
        }
        return most > 0 ? Next.of(best, Optional.of(most)) : Next.none(Optional.of(most));
    }

    /** Whether the rule can weigh the evidence that this code gives: to be asked before a plan from elsewhere is run. */
    public static boolean fits(StopRule rule) {
        return switch (rule) {
            case StopRule.Agreement agreement -> true;
            case StopRule.NextCall learned ->
                learned.evidenceVersion() == Evidence.VERSION
                        && !learned.branches().isEmpty()
                        && weighEvidence(learned.branches());
        };
    }

    private static boolean weighEvidence(List<StopRule.Branch> branches) {
        for (StopRule.Branch branch : branches) {
            if (branch.gain().weights().size() != Evidence.NUMBERS) {
                return false;
            }
        }
        return true;
    }
}
