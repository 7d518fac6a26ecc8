package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.LearnedCascade;
import dev.tutti.memory.modelstore.LearnedCascade.Branch;
import dev.tutti.memory.modelstore.LearnedCascade.Hearings;
import dev.tutti.memory.modelstore.LearnedCascade.Outlook;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.World;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.StableHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns cascades from full-information groups: which models to ask, whom next, and when to stop, for each price of a
 * dollar on a grid. Offers a handful by what they brought out of fold; none where the groups are too few, so
 * that the fixed agreement rule stays.
 */
final class CascadeTrainer {
    /** Beyond so many prompts rules of a few dozen numbers gain nothing; the latest count. */
    private static final int MOST_GROUPS = 6_000;
    /**
     * In score: what it must bring out of fold, less its cost, to weigh voices together. Of what brings less, the simpler way
     * did better on prompts that came later.
     */
    private static final double LEAST_GAIN_OF_HEARING = 0.002;

    private final CascadeSettings settings;
    private final PromptClusters clusters;
    private final BooleanSupplier cancelled;

    CascadeTrainer(CascadeSettings settings, PromptClusters clusters, BooleanSupplier cancelled) {
        this.settings = settings;
        this.clusters = clusters;
        this.cancelled = cancelled;
    }

    /** Cascades of one world, from its groups in order of time. */
    List<LearnedCascade> train(World world, List<PromptGroup> groups) {
        SortedSet<ModelId> members = members(groups);
        List<PromptGroup> full =
                groups.stream().filter(group -> group.has(members)).toList();
        if (members.size() < 2 || full.size() < settings.minGroups()) {
            return List.of();
        }
        List<PromptGroup> latest = full.subList(Math.max(0, full.size() - MOST_GROUPS), full.size());
        return cascades(world, new StoppingGround(latest, members, settings.folds(), clusters));
    }

    private SortedSet<ModelId> members(List<PromptGroup> groups) {
        SortedSet<ModelId> pool = Members.nearest(groups, settings.minGroups(), settings.pool());
        List<PromptGroup> full =
                groups.stream().filter(group -> group.has(pool)).toList();
        return pool.size() <= settings.members() || full.size() < settings.minGroups()
                ? pool
                : new MemberSearch(settings, clusters, cancelled).of(full, pool);
    }

    private List<LearnedCascade> cascades(World world, StoppingGround ground) {
        List<NextCallTrainer.Learned> plain = learned(ground, Readings.byReliability(ground));
        if (ground.size() < settings.leastHeard()) {
            return offered(world, ground, Hearings.NONE, plain);
        }
        HearingTrainer hearings = new HearingTrainer(ground);
        List<NextCallTrainer.Learned> hearing = learned(ground, hearings);
        return worth(hearing) >= worth(plain) + LEAST_GAIN_OF_HEARING
                ? offered(world, ground, heard(hearings, hearing), hearing)
                : offered(world, ground, Hearings.NONE, plain);
    }

    private List<NextCallTrainer.Learned> learned(StoppingGround ground, Readings readings) {
        NextCallTrainer trainer =
                new NextCallTrainer(ground, readings, settings.longest(), settings.penalty(), cancelled);
        List<NextCallTrainer.Learned> learned = new ArrayList<>();
        for (double mu : Prices.grid(ground)) {
            learned.add(trainer.at(mu));
        }
        return learned;
    }

    /** Score less cost at its price, out of fold, on average over the prices. */
    private static double worth(List<NextCallTrainer.Learned> learned) {
        return learned.stream()
                .mapToDouble(at -> at.realised().outlook().score()
                        - at.calls().mu() * at.realised().outlook().costUsd())
                .average()
                .orElse(0);
    }

    private List<LearnedCascade> offered(
            World world, StoppingGround ground, Hearings hearings, List<NextCallTrainer.Learned> learned) {
        return thinned(smoothed(
                learned.stream().map(at -> cascade(world, ground, hearings, at)).toList()));
    }

    /** Of all sets that any of the cascades may hear. */
    private static Hearings heard(HearingTrainer trainer, List<NextCallTrainer.Learned> learned) {
        Set<List<Integer>> sets = new LinkedHashSet<>();
        for (NextCallTrainer.Learned at : learned) {
            at.calls().first().forEach(member -> sets.add(List.of(member)));
            for (Branch branch : at.calls().branches()) {
                sets.add(branch.asked());
                sets.add(Stream.concat(branch.asked().stream(), Stream.of(branch.next()))
                        .sorted()
                        .toList());
            }
        }
        return new Hearings(sets.stream().map(trainer::learned).toList());
    }

    /**
     * Those that score more than all cheaper ones, the cheapest first. Where a dearer one scored less, chance has flattered
     * the cheaper: they share their mean, and the cheapest stands for them.
     */
    private static List<LearnedCascade> smoothed(List<LearnedCascade> all) {
        List<Block> byCost = all.stream()
                .sorted(Comparator.comparingDouble(cascade -> cascade.all().costUsd()))
                .map(cascade -> new Block(cascade, 1, cascade.all().score()))
                .toList();
        return Isotonic.pooled(byCost, Block::and, Block::mean).stream()
                .map(block -> block.cheapest().scoring(block.mean()))
                .toList();
    }

    /** Cascades next to each other in cost that are taken to score alike. */
    private record Block(LearnedCascade cheapest, int count, double sum) {
        double mean() {
            return sum / count;
        }

        Block and(Block dearer) {
            return new Block(cheapest, count + dearer.count, sum + dearer.sum);
        }
    }

    private static LearnedCascade cascade(
            World world, StoppingGround ground, Hearings hearings, NextCallTrainer.Learned learned) {
        List<Outlook> segments = IntStream.range(0, ground.segments())
                .mapToObj(segment -> learned.realised().outlook(g -> ground.segment(g) == segment))
                .toList();
        return new LearnedCascade(
                // By content, so that no rule of another release is taken for this one.
                Long.toHexString(StableHash.of(learned.calls() + " " + hearings)),
                world,
                List.copyOf(ground.models()),
                ground.reliability(),
                learned.calls(),
                hearings,
                learned.realised().outlook(),
                segments);
    }

    /** At most as many as are wanted, evenly along the list, its ends included. */
    private List<LearnedCascade> thinned(List<LearnedCascade> all) {
        int wanted = settings.offered();
        if (all.size() <= wanted) {
            return all;
        }
        return IntStream.range(0, wanted)
                .map(i -> wanted == 1 ? all.size() - 1 : i * (all.size() - 1) / (wanted - 1))
                .mapToObj(all::get)
                .toList();
    }
}
