package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.memory.modelstore.LearnedCascade;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Backward induction beside the same as a plain recursion: nothing kept, every row written out, one group at a time. */
final class NextCallTrainerPropertyTest {
    private static final double PENALTY = 0.1;
    private static final int FOLDS = 5;

    @Property(tries = 20)
    void whatIsRealisedIsWhatTheRecursionRealises(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 1, max = 250) double mu,
            @ForAll @IntRange(min = 2, max = 3) int longest) {
        StoppingGround ground = new StoppingGround(
                Recorded.halfHard(60, new Random(seed)),
                new TreeSet<>(Recorded.MODELS),
                FOLDS,
                CascadeTrainerTest.oneCluster());

        LearnedCascade.Outlook learned = new NextCallTrainer(
                        ground, Readings.byReliability(ground), longest, PENALTY, () -> false)
                .at(mu)
                .realised()
                .outlook();

        List<End> slow = new Slow(ground, mu, longest).from(0);
        assertThat(learned.score()).isCloseTo(mean(slow, End::score), within(1e-9));
        assertThat(learned.costUsd()).isCloseTo(mean(slow, End::cost), within(1e-9));
        for (int model = 0; model < Recorded.MODELS.size(); model++) {
            int bit = model;
            assertThat(learned.reach().get(model)).isCloseTo(mean(slow, end -> end.asked() >> bit & 1), within(1e-9));
        }
    }

    private static double mean(List<End> ends, ToDoubleFunction<End> of) {
        return ends.stream().mapToDouble(of).average().orElseThrow();
    }

    /** What comes of a group in the end: the score, the USD still to be paid, the models asked by then. */
    private record End(double score, double cost, int asked) {}

    private record Slow(StoppingGround ground, double mu, int longest) {
        /** Of every group, from exactly these models asked on. */
        List<End> from(int set) {
            List<End> ends = new ArrayList<>();
            for (int g = 0; g < ground.size(); g++) {
                ends.add(new End(present(set, g), 0, set));
            }
            double[] most = new double[ground.size()];
            Arrays.fill(most, set == 0 ? Double.NEGATIVE_INFINITY : 0);
            for (int model = 0; model < Recorded.MODELS.size() && Integer.bitCount(set) < longest; model++) {
                if ((set >> model & 1) == 0) {
                    take(set, model, from(set | 1 << model), most, ends);
                }
            }
            return ends;
        }

        /** Where asking this model is expected to gain most so far, by the other folds. */
        private void take(int set, int model, List<End> then, double[] most, List<End> ends) {
            for (int fold = 0; fold < FOLDS; fold++) {
                Ridge.Line line = line(set, model, then, fold);
                for (int g = 0; g < ground.size(); g++) {
                    if (ground.fold(g) == fold && line.of(row(set, g)) > most[g]) {
                        most[g] = line.of(row(set, g));
                        End end = then.get(g);
                        ends.set(g, new End(end.score(), cost(g, model) + end.cost(), end.asked()));
                    }
                }
            }
        }

        private Ridge.Line line(int set, int model, List<End> then, int without) {
            Moments moments = new Moments(row(set, 0).length);
            double sum = 0;
            double[] cross = new double[row(set, 0).length];
            for (int g = 0; g < ground.size(); g++) {
                if (ground.fold(g) != without) {
                    double[] row = row(set, g);
                    double gain = then.get(g).score() - mu * (then.get(g).cost() + cost(g, model)) - present(set, g);
                    moments.add(row, 1);
                    sum += gain;
                    for (int i = 0; i < row.length; i++) {
                        cross[i] += gain * row[i];
                    }
                }
            }
            return new Ridge(moments, PENALTY).line(sum, cross);
        }

        /** What is known: the numbers of the evidence where there is any, and the one segment. */
        private double[] row(int set, int group) {
            if (set == 0) {
                return new double[] {1};
            }
            double[] row = Arrays.copyOf(evidence(set, group).numbers(), Evidence.NUMBERS + 1);
            row[Evidence.NUMBERS] = 1;
            return row;
        }

        private double present(int set, int group) {
            return set == 0 ? 0 : PlanReplay.score(evidence(set, group), named(set), ground.group(group));
        }

        private Evidence evidence(int set, int group) {
            return Evidence.of(PlanReplay.voices(named(set), ground.reliability(), ground.group(group)));
        }

        private double cost(int group, int model) {
            return ground.cost(group, Recorded.MODELS.get(model));
        }

        private List<ModelId> named(int set) {
            return IntStream.range(0, Recorded.MODELS.size())
                    .filter(model -> (set >> model & 1) == 1)
                    .mapToObj(Recorded.MODELS::get)
                    .toList();
        }
    }
}
