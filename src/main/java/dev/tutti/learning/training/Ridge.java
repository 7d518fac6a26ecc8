package dev.tutti.learning.training;

import java.util.Arrays;
import java.util.List;

/**
 * Ridge regression by normal equations, its matrix factored once for many targets. A column is penalised by
 * {@code penalty} times its variance, so that units do not matter; the intercept is not penalised, a constant column
 * weighs 0.
 */
final class Ridge {
    private final Moments moments;
    private final double[][] factor;
    private final boolean[] constant;

    Ridge(Moments moments, double penalty) {
        if (!(penalty > 0)) {
            throw new IllegalArgumentException("a ridge has a penalty above 0, was " + penalty);
        }
        this.moments = moments;
        this.constant = new boolean[moments.width()];
        for (int i = 0; i < constant.length; i++) {
            constant[i] = moments.constant(i);
        }
        this.factor = cholesky(matrix(penalty));
    }

    private double[][] matrix(double penalty) {
        int width = moments.width();
        double[][] matrix = new double[width][width];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = constant[i] || constant[j] ? 0 : moments.covariance(i, j);
            }
            matrix[i][i] = constant[i] ? 1 : moments.covariance(i, i) * (1 + penalty);
        }
        return matrix;
    }

    /** The lower factor, in place of the lower half. The penalty keeps every pivot well above 0. */
    private static double[][] cholesky(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            double[] row = matrix[i];
            for (int j = 0; j <= i; j++) {
                double sum = row[j];
                double[] above = matrix[j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * above[k];
                }
                row[j] = i == j ? Math.sqrt(Math.max(sum, 1e-300)) : sum / above[j];
            }
        }
        return matrix;
    }

    /**
     * The line for targets of which {@code sum} is the weighted sum and {@code cross} the weighted sum of target times
     * row, over the rows of the moments.
     */
    Line line(double sum, double[] cross) {
        int width = moments.width();
        double mean = sum / moments.weight();
        double[] weights = new double[width];
        for (int i = 0; i < width; i++) {
            weights[i] = constant[i] ? 0 : cross[i] / moments.weight() - mean * moments.mean(i);
        }
        solve(weights);
        double intercept = mean;
        for (int i = 0; i < width; i++) {
            intercept -= weights[i] * moments.mean(i);
        }
        return new Line(intercept, weights);
    }

    private void solve(double[] x) {
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i][k] * x[k];
            }
            x[i] /= factor[i][i];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] /= factor[i][i];
        }
    }

    /** Intercept and weights. */
    static final class Line {
        private final double intercept;
        private final double[] weights;

        private Line(double intercept, double[] weights) {
            this.intercept = intercept;
            this.weights = weights;
        }

        double intercept() {
            return intercept;
        }

        int width() {
            return weights.length;
        }

        double weight(int column) {
            return weights[column];
        }

        List<Double> weights(int from, int until) {
            return Arrays.stream(weights, from, until).boxed().toList();
        }

        double of(double[] row) {
            double sum = intercept;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * row[i];
            }
            return sum;
        }
    }
}
