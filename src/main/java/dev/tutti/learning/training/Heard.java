package dev.tutti.learning.training;

import dev.tutti.sense.evidence.Evidence;
import dev.tutti.words.chat.ModelId;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What is known on every group once exactly some models have answered: the score of the answer that would be given, and
 * the row of numbers that the value of a next call is read off, with their moments for each fold. With nobody asked the
 * score is 0 and the row knows the segment alone.
 *
 * <p>A row: the numbers of the evidence, the segment (one-hot), then for each task the first two numbers of the evidence
 * where the group is of that task, else 0. Nearly all of it is zeros, which are not kept: there is a row for every group
 * and set of models.
 */
final class Heard {
    private static final double[] NOTHING = {};

    private final StoppingGround ground;
    private final double[] scores;
    private final double[] expected;
    private final double[][] evidence;
    private final int width;
    private final Moments[] folds;

    private Heard(StoppingGround ground, List<ModelId> models, IntFunction<Evidence> reading) {
        this.ground = ground;
        int groups = ground.size();
        scores = new double[groups];
        expected = new double[groups];
        evidence = new double[groups][];
        width = width(ground, models.isEmpty() ? 0 : Evidence.NUMBERS);
        folds = new Moments[ground.folds()];
        double[] row = new double[width];
        for (int g = 0; g < groups; g++) {
            PromptGroup group = ground.group(g);
            Evidence heard = reading.apply(g);
            scores[g] = PlanReplay.score(heard, models, group);
            double[] numbers = heard.numbers();
            expected[g] = numbers[0];
            evidence[g] = models.isEmpty() ? NOTHING : numbers;
            write(evidence[g], ground, ground.segment(g), row);
            note(ground.fold(g), row, group.weight());
        }
    }

    /** Of some models, numbered as the ground does, rising. */
    static Heard of(StoppingGround ground, List<Integer> asked, Readings readings) {
        return asked.isEmpty()
                ? new Heard(ground, List.of(), _ -> Evidence.of(List.of()))
                : new Heard(ground, ground.named(asked), readings.of(asked)::of);
    }

    /** The row of a prompt in a segment where nobody has been asked. */
    static double[] unheard(StoppingGround ground, int segment) {
        double[] row = new double[width(ground, 0)];
        write(NOTHING, ground, segment, row);
        return row;
    }

    private static int width(StoppingGround ground, int numbers) {
        return numbers + ground.segments() + (numbers == 0 ? 0 : 2 * ground.tasks());
    }

    private static void write(double[] evidence, StoppingGround ground, int segment, double[] row) {
        Arrays.fill(row, 0);
        System.arraycopy(evidence, 0, row, 0, evidence.length);
        row[evidence.length + segment] = 1;
        if (leans(evidence, ground, segment)) {
            int at = leaning(evidence, ground, segment);
            row[at] = evidence[0];
            row[at + 1] = evidence[1];
        }
    }

    private static boolean leans(double[] evidence, StoppingGround ground, int segment) {
        return evidence.length > 0 && segment < ground.tasks();
    }

    private static int leaning(double[] evidence, StoppingGround ground, int segment) {
        return evidence.length + ground.segments() + 2 * segment;
    }

    private void note(int fold, double[] row, double weight) {
        if (folds[fold] == null) {
            folds[fold] = new Moments(width);
        }
        folds[fold].add(row, weight);
    }

    double score(int group) {
        return scores[group];
    }

    /** The probability that the reading gives to the answer of which {@link #score} is the score. */
    double expected(int group) {
        return expected[group];
    }

    /** What the line says of the group's row. */
    double read(Ridge.Line line, int group) {
        double[] numbers = evidence[group];
        int segment = ground.segment(group);
        double sum = line.intercept();
        for (int i = 0; i < numbers.length; i++) {
            sum += line.weight(i) * numbers[i];
        }
        sum += line.weight(numbers.length + segment);
        if (leans(numbers, ground, segment)) {
            int at = leaning(numbers, ground, segment);
            sum += line.weight(at) * numbers[0];
            sum += line.weight(at + 1) * numbers[1];
        }
        return sum;
    }

    /** Adds so many times the group's row. */
    void addTo(double[] total, double times, int group) {
        double[] numbers = evidence[group];
        int segment = ground.segment(group);
        for (int i = 0; i < numbers.length; i++) {
            total[i] += times * numbers[i];
        }
        total[numbers.length + segment] += times;
        if (leans(numbers, ground, segment)) {
            int at = leaning(numbers, ground, segment);
            total[at] += times * numbers[0];
            total[at + 1] += times * numbers[1];
        }
    }

    int width() {
        return width;
    }

    /** The moments of all groups outside this fold; of all groups for {@link StoppingGround#NO_FOLD}. */
    Moments without(int fold) {
        Moments sum = new Moments(width);
        for (int f = 0; f < folds.length; f++) {
            if (f != fold && folds[f] != null) {
                sum = sum.plus(folds[f]);
            }
        }
        return sum;
    }
}
