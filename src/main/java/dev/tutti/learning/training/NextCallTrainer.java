package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.LearnedCascade.Branch;
import dev.tutti.memory.modelstore.LearnedCascade.Gain;
import dev.tutti.memory.modelstore.LearnedCascade.NextCalls;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Learns the value of each next call by backward induction over the sets of models asked (regression as in Longstaff and
 * Schwartz 2001, Valuing American options by simulation, with a choice of whom to ask): of (realised score from there on,
 * less mu x the cost from there on, less the present score) on what is known. What a group realises is decided by rules
 * fitted without its fold, so luck in choosing does not add up on the way back.
 */
final class NextCallTrainer {
    private final StoppingGround ground;
    private final List<ModelId> models;
    private final int longest;
    private final double penalty;
    private final BooleanSupplier cancelled;
    private final Readings readings;
    private final Map<Integer, Heard> heard = new HashMap<>();
    private final Map<Integer, Ridge[]> ridges = new HashMap<>();

    /** {@code longest}: the most models that may be asked on one prompt. */
    NextCallTrainer(StoppingGround ground, Readings readings, int longest, double penalty, BooleanSupplier cancelled) {
        this.ground = ground;
        this.readings = readings;
        this.models = List.copyOf(ground.models());
        this.longest = Math.min(longest, models.size());
        this.penalty = penalty;
        this.cancelled = cancelled;
    }

    /** The calls worth their price at a mu, and what they realised out of fold. */
    record Learned(NextCalls calls, Realised realised) {}

    /** {@code mu}: the price of a dollar, in score per USD. */
    Learned at(double mu) {
        return walked(mu, (1 << models.size()) - 1).done();
    }

    /**
     * The mean out of fold of score less mu x cost, in score, where only some models may be asked: bit i of {@code among}
     * stands for model i.
     */
    double value(double mu, int among) {
        return walked(mu, among).value();
    }

    private Backward walked(double mu, int among) {
        Backward walk = new Backward(mu, among);
        IntStream.range(1, 1 << models.size())
                .filter(set -> (set & ~among) == 0 && Integer.bitCount(set) <= longest)
                .boxed()
                .sorted(Comparator.comparingInt((Integer set) -> -Integer.bitCount(set)))
                .forEach(walk::from);
        return walk;
    }

    private final class Backward {
        private final double mu;
        private final int among;
        private final Map<Integer, Path> paths = new HashMap<>();
        private final List<Branch> branches = new ArrayList<>();

        Backward(double mu, int among) {
            this.mu = mu;
            this.among = among;
        }

        /** From a set of models asked, in which bit i stands for model i: stop, or ask another one and go on from there. */
        void from(int set) {
            Path path = new Path(ground.size(), set, heard(set)::score, heard(set)::expected);
            paths.put(set, path);
            if (Integer.bitCount(set) < longest && !cancelled.getAsBoolean()) {
                choose(set, path, 0)
                        .forEach((model, line) -> branches.add(new Branch(members(set), model, gain(line))));
            }
        }

        Learned done() {
            Path path = new Path(ground.size(), 0, _ -> 0, _ -> 0);
            SortedMap<Integer, Ridge.Line> firsts = choose(0, path, Double.NEGATIVE_INFINITY);
            return new Learned(new NextCalls(Evidence.VERSION, mu, first(firsts), branches), realised(path));
        }

        double value() {
            Path path = new Path(ground.size(), 0, _ -> 0, _ -> 0);
            choose(0, path, Double.NEGATIVE_INFINITY);
            double value = 0;
            double weight = 0;
            for (int g = 0; g < ground.size(); g++) {
                value += ground.group(g).weight() * (path.score(g) - mu * path.cost(g));
                weight += ground.group(g).weight();
            }
            return value / weight;
        }

        /**
         * Lets every group take its best call, where one is expected to gain more than {@code least}; the calls that some
         * group took, with the line of each.
         */
        private SortedMap<Integer, Ridge.Line> choose(int set, Path path, double least) {
            Ridge[] fitted = ridges.computeIfAbsent(set, key -> CallChoice.ridges(ground, heard(key), penalty));
            CallChoice choice = new CallChoice(ground, heard(set), fitted, least);
            SortedMap<Integer, Ridge.Line> lines = new TreeMap<>();
            for (int model : members(among & ~set)) {
                lines.put(model, choice.weigh(model, gains(set, model, path)));
            }
            SortedSet<Integer> taken = new TreeSet<>();
            for (int g = 0; g < ground.size(); g++) {
                int next = choice.next(g);
                if (next != CallChoice.STOP) {
                    path.goOn(g, ground.cost(g, models.get(next)), path(set | 1 << next));
                    taken.add(next);
                }
            }
            lines.keySet().retainAll(taken);
            return lines;
        }

        private double[] gains(int set, int model, Path present) {
            Path then = path(set | 1 << model);
            return IntStream.range(0, ground.size())
                    .mapToDouble(g -> then.score(g, readings.trust())
                            - mu * (then.cost(g) + ground.cost(g, models.get(model)))
                            - present.score(g, readings.trust()))
                    .toArray();
        }

        private Path path(int set) {
            return Objects.requireNonNull(paths.get(set));
        }

        private Realised realised(Path path) {
            Realised realised = new Realised(ground, models.size());
            for (int g = 0; g < ground.size(); g++) {
                realised.note(g, path.asked(g), path.score(g), path.cost(g));
            }
            return realised;
        }
    }

    /** In each segment, the model that it pays most to begin with. */
    private List<Integer> first(SortedMap<Integer, Ridge.Line> firsts) {
        return IntStream.range(0, ground.segments())
                .mapToObj(segment -> Heard.unheard(ground, segment))
                .map(row -> firsts.entrySet().stream()
                        .max(Comparator.comparingDouble((Map.Entry<Integer, Ridge.Line> first) ->
                                first.getValue().of(row)))
                        .orElseThrow()
                        .getKey())
                .toList();
    }

    private Gain gain(Ridge.Line line) {
        int segments = Evidence.NUMBERS + ground.segments();
        return new Gain(
                line.intercept(),
                line.weights(0, Evidence.NUMBERS),
                line.weights(Evidence.NUMBERS, segments),
                line.weights(segments, line.width()));
    }

    /** What is known once exactly these models have answered: bit i stands for model i. */
    private Heard heard(int asked) {
        return heard.computeIfAbsent(asked, set -> Heard.of(ground, members(set), readings));
    }

    private List<Integer> members(int set) {
        return IntStream.range(0, models.size())
                .filter(model -> (set >> model & 1) == 1)
                .boxed()
                .toList();
    }
}
