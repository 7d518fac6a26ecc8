package dev.tutti.learning.training;

/** Weighted first and second moments of rows of numbers; those of disjoint sets of rows add up. */
final class Moments {
    private final int width;
    private final double[] sums;
    private final double[][] products;
    private double weight;

    Moments(int width) {
        this.width = width;
        this.sums = new double[width];
        this.products = new double[width][];
        for (int i = 0; i < width; i++) {
            products[i] = new double[i + 1];
        }
    }

    int width() {
        return width;
    }

    double weight() {
        return weight;
    }

    double mean(int column) {
        return sums[column] / weight;
    }

    void add(double[] row, double by) {
        weight += by;
        for (int i = 0; i < width; i++) {
            double weighted = by * row[i];
            sums[i] += weighted;
            // One-hot columns make most products zero.
            if (weighted != 0) {
                double[] products = this.products[i];
                for (int j = 0; j <= i; j++) {
                    products[j] += weighted * row[j];
                }
            }
        }
    }

    /** The moments of this set of rows and that one together. */
    Moments plus(Moments that) {
        Moments both = new Moments(width);
        both.weight = weight + that.weight;
        for (int i = 0; i < width; i++) {
            both.sums[i] = sums[i] + that.sums[i];
            for (int j = 0; j <= i; j++) {
                both.products[i][j] = products[i][j] + that.products[i][j];
            }
        }
        return both;
    }

    double covariance(int i, int j) {
        double product = i >= j ? products[i][j] : products[j][i];
        return product / weight - mean(i) * mean(j);
    }

    /** A column that never moved, up to rounding. */
    boolean constant(int column) {
        double square = products[column][column] / weight;
        return covariance(column, column) <= 1e-12 * Math.max(square, 1e-12);
    }
}
