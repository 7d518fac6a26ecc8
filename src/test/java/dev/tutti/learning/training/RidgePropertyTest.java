package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** Ridge regression beside the same written out with dense matrices. */
final class RidgePropertyTest {
    private static final int ROWS = 40;
    private static final int WIDTH = 4;
    private static final double PENALTY = 0.1;

    @Property(tries = 100)
    void theLineIsTheOneOfTheCentredNormalEquations(@ForAll long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[ROWS][WIDTH];
        double[] targets = new double[ROWS];
        double[] weights = new double[ROWS];
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < WIDTH - 1; c++) {
                rows[r][c] = random.nextGaussian() * (c + 1);
            }
            rows[r][WIDTH - 1] = 7;
            targets[r] = rows[r][0] - 0.5 * rows[r][1] + random.nextGaussian();
            weights[r] = 1 + random.nextInt(3);
        }

        Ridge.Line line = fit(rows, targets, weights);

        double[] slow = slow(rows, targets, weights);
        for (int c = 0; c < WIDTH; c++) {
            assertThat(line.weights(c, c + 1).getFirst()).isEqualTo(slow[c], within(1e-8));
        }
        assertThat(line.intercept()).isEqualTo(slow[WIDTH], within(1e-8));
    }

    private static Ridge.Line fit(double[][] rows, double[] targets, double[] weights) {
        Moments odd = new Moments(WIDTH);
        Moments even = new Moments(WIDTH);
        double sum = 0;
        double[] cross = new double[WIDTH];
        for (int r = 0; r < ROWS; r++) {
            (r % 2 == 0 ? even : odd).add(rows[r], weights[r]);
            sum += weights[r] * targets[r];
            for (int c = 0; c < WIDTH; c++) {
                cross[c] += weights[r] * targets[r] * rows[r][c];
            }
        }
        return new Ridge(odd.plus(even), PENALTY).line(sum, cross);
    }

    /** Weights, then the intercept; the last column is constant and weighs nothing. */
    private static double[] slow(double[][] rows, double[] targets, double[] weights) {
        double all = 0;
        double[] mean = new double[WIDTH];
        double target = 0;
        for (int r = 0; r < ROWS; r++) {
            all += weights[r];
            target += weights[r] * targets[r];
            for (int c = 0; c < WIDTH; c++) {
                mean[c] += weights[r] * rows[r][c];
            }
        }
        int free = WIDTH - 1;
        RealMatrix a = new Array2DRowRealMatrix(free, free);
        RealMatrix b = new Array2DRowRealMatrix(free, 1);
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < free; i++) {
                double x = rows[r][i] - mean[i] / all;
                b.addToEntry(i, 0, weights[r] * x * (targets[r] - target / all));
                for (int j = 0; j < free; j++) {
                    double cell = weights[r] * x * (rows[r][j] - mean[j] / all);
                    a.addToEntry(i, j, i == j ? cell * (1 + PENALTY) : cell);
                }
            }
        }
        RealMatrix solved = new LUDecomposition(a).getSolver().solve(b);
        double[] line = new double[WIDTH + 1];
        line[WIDTH] = target / all;
        for (int i = 0; i < free; i++) {
            line[i] = solved.getEntry(i, 0);
            line[WIDTH] -= line[i] * mean[i] / all;
        }
        return line;
    }
}
