package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Hearing;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cascade as training leaves it: its members, the weights of their voices, alone and together, the learned value of each
 * next call at one price of a dollar, and what came of it out of fold, over all prompts and by
 * {@linkplain PromptClusters#segment segment}. {@code name} is its own in the release. Part of {@code plans.json} of a
 * release.
 */
public record LearnedCascade(
        String name,
        World world,
        List<ModelId> members,
        Reliability reliability,
        NextCalls calls,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Hearings hearings,
        Outlook all,
        List<Outlook> segments) {
    /** As many prompts' worth of all prompts stand in for each segment. */
    private static final double STRENGTH = 30;

    public LearnedCascade {
        members = List.copyOf(members);
        segments = List.copyOf(segments);
        int count = members.size();
        int here = segments.size();
        require(
                Stream.concat(Stream.of(all), segments.stream())
                        .allMatch(outlook -> outlook.reach().size() == count),
                "an outlook says of each of " + count + " members how often it is asked");
        require(calls.first().size() == here, "a cascade begins with a member in each of " + here + " segments");
        require(calls.first().stream().allMatch(member -> isOf(count, member)), "calls are of " + count + " members");
        for (LearnedHearing hearing : hearings.sets()) {
            require(
                    hearing.none().size() == here && hearing.asked().stream().allMatch(member -> isOf(count, member)),
                    "a hearing is of members, in each of " + here + " segments");
        }
        for (Branch branch : calls.branches()) {
            require(
                    isOf(count, branch.next()) && branch.asked().stream().allMatch(member -> isOf(count, member)),
                    "calls are of " + count + " members, one was of " + branch.next() + " after " + branch.asked());
            require(branch.gain().segments().size() == here, "a gain has a number for each of " + here + " segments");
        }
    }

    private static boolean isOf(int members, int member) {
        return member >= 0 && member < members;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /**
     * Whom to ask first in each segment, and the branches from there on; members are counted from 0. {@code mu} is the
     * price of a dollar that it was fitted for, in score per USD.
     */
    public record NextCalls(int evidenceVersion, double mu, List<Integer> first, List<Branch> branches) {
        public NextCalls {
            first = List.copyOf(first);
            branches = List.copyOf(branches);
        }
    }

    /** Of sets of members; the cascades of one training share theirs. Releases of earlier versions have none. */
    @JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class, property = "id")
    public record Hearings(List<LearnedHearing> sets) {
        public static final Hearings NONE = new Hearings();

        private Hearings() {
            this(List.of());
        }

        public Hearings {
            sets = List.copyOf(sets);
        }
    }

    /** When exactly the members {@code asked} (rising) have been asked, asking {@code next} brings the gain. */
    public record Branch(List<Integer> asked, int next, Gain gain) {
        public Branch {
            asked = List.copyOf(asked);
        }
    }

    /**
     * {@code intercept + evidence . numbers of the evidence + segments[s]}, where in segment s, as far as {@code leaning}
     * reaches, {@code leaning[2s]} and {@code leaning[2s + 1]} add to the weights of the first two numbers of the evidence.
     */
    public record Gain(double intercept, List<Double> evidence, List<Double> segments, List<Double> leaning) {
        public Gain {
            evidence = List.copyOf(evidence);
            segments = List.copyOf(segments);
            leaning = List.copyOf(leaning);
        }

        StopRule.Linear in(int segment) {
            List<Double> weights = new ArrayList<>(evidence);
            if (2 * segment + 1 < leaning.size()) {
                weights.set(0, weights.get(0) + leaning.get(2 * segment));
                weights.set(1, weights.get(1) + leaning.get(2 * segment + 1));
            }
            return new StopRule.Linear(intercept + segments.get(segment), weights);
        }
    }

    /** Mean score, mean cost in USD and the share of prompts on which each member was asked, over that many prompts. */
    public record Outlook(double prompts, double score, double costUsd, List<Double> reach) {
        public Outlook {
            reach = List.copyOf(reach);
            if (!(prompts >= 0) || !(score >= 0 && score <= 1) || !(costUsd >= 0)) {
                throw new IllegalArgumentException("an outlook has prompts, a score of 0 to 1 and a cost, had "
                        + prompts + ", " + score + ", " + costUsd);
            }
        }
    }

    /** The same, taken to score so much over all prompts. */
    public LearnedCascade scoring(double score) {
        Outlook other = new Outlook(all.prompts(), score, all.costUsd(), all.reach());
        return new LearnedCascade(name, world, members, reliability, calls, hearings, other, segments);
    }

    /** The expected score in a segment, shrunk to that over all prompts. */
    double score(int segment) {
        return shrunk(segment, Outlook::score);
    }

    /** How many prompts the expectation in a segment rests on: its own, and a share of all that stand in for it. */
    double prompts(int segment) {
        return segments.get(segment).prompts() + Math.min(STRENGTH, all.prompts());
    }

    /**
     * The plan for a prompt of the segment: who is asked first, then the others as they are asked most often.
     * {@code share}: how far the segment's own figures count (see {@link Blend}); as far as they do not for the score, they
     * must not for the cost, or a plan would be taken just where it is cheap because prompts are easy.
     */
    Cascade in(int segment, double share) {
        int first = calls.first().get(segment);
        List<Integer> order = new ArrayList<>(List.of(first));
        IntStream.range(0, members.size())
                .filter(member -> member != first)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer member) -> -reach(member, segment, share)))
                .forEach(order::add);
        List<StopRule.Branch> branches = calls.branches().stream()
                .filter(branch -> branch.asked().contains(first))
                .map(branch -> new StopRule.Branch(
                        branch.asked().stream().map(order::indexOf).sorted().toList(),
                        order.indexOf(branch.next()),
                        branch.gain().in(segment)))
                .toList();
        return new Cascade(
                order.stream()
                        .<Step>map(member -> new Step.Ask(members.get(member)))
                        .toList(),
                new StopRule.NextCall(calls.evidenceVersion(), name, calls.mu(), branches, heard(order, segment)),
                reliability,
                order.stream()
                        .map(member -> member == first ? 1.0 : reach(member, segment, share))
                        .toList());
    }

    /** The hearings of the sets that begin with the first of the order, by steps of that order. */
    private List<Hearing> heard(List<Integer> order, int segment) {
        return hearings.sets().stream()
                .filter(hearing -> hearing.asked().contains(order.getFirst()))
                .map(hearing -> hearing.in(segment, order))
                .toList();
    }

    private double reach(int member, int segment, double share) {
        double own = shrunk(segment, outlook -> outlook.reach().get(member));
        return share * own + (1 - share) * all.reach().get(member);
    }

    private double shrunk(int segment, ToDoubleFunction<Outlook> figure) {
        Outlook here = segments.get(segment);
        return (here.prompts() * figure.applyAsDouble(here) + STRENGTH * figure.applyAsDouble(all))
                / (here.prompts() + STRENGTH);
    }
}
