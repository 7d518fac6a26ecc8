package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.Calibration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Platt's calibration: {@code sigmoid(slope . logit(raw) + shift)}, fitted by Newton's method to the logistic loss with a
 * weak pull to the identity. The slope is never negative: a prediction that ranks backwards becomes a constant.
 */
record Platt(double slope, double shift) {
    private static final double EDGE = 1e-3;
    /** Worth this many labels at the identity, so that a handful of equal scores does not run away. */
    private static final double RIDGE = 2;

    private static final int ROUNDS = 50;
    private static final int POINTS = 64;

    static Platt fit(List<Calibrator.Scored> rows) {
        Platt platt = new Platt(1, 0);
        double step = 1;
        for (int round = 0; round < ROUNDS && step > 1e-10; round++) {
            Platt next = platt.newton(rows);
            step = Math.abs(next.slope - platt.slope) + Math.abs(next.shift - platt.shift);
            platt = next;
        }
        return platt.slope >= 0 ? platt : constant(rows);
    }

    /** The best shift at slope 0, by Newton's method in one dimension. */
    private static Platt constant(List<Calibrator.Scored> rows) {
        double weight = rows.stream().mapToDouble(Calibrator.Scored::weight).sum();
        double scored =
                rows.stream().mapToDouble(row -> row.weight() * row.score()).sum();
        double shift = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double p = sigmoid(shift);
            shift -= (RIDGE * shift + weight * p - scored) / (RIDGE + weight * p * (1 - p));
        }
        return new Platt(0, shift);
    }

    private Platt newton(List<Calibrator.Scored> rows) {
        double g0 = RIDGE * (slope - 1);
        double g1 = RIDGE * shift;
        double h00 = RIDGE;
        double h01 = 0;
        double h11 = RIDGE;
        for (Calibrator.Scored row : rows) {
            double x = logit(row.raw());
            double p = sigmoid(slope * x + shift);
            double error = row.weight() * (p - row.score());
            double curvature = row.weight() * p * (1 - p);
            g0 += error * x;
            g1 += error;
            h00 += curvature * x * x;
            h01 += curvature * x;
            h11 += curvature;
        }
        double determinant = h00 * h11 - h01 * h01;
        double bySlope = (h11 * g0 - h01 * g1) / determinant;
        double byShift = (h00 * g1 - h01 * g0) / determinant;
        return downhill(rows, bySlope, byShift);
    }

    /** Halves a step that would climb: Newton's overshoots where the loss is flat. */
    private Platt downhill(List<Calibrator.Scored> rows, double bySlope, double byShift) {
        double before = loss(rows);
        for (double share = 1; share > 1e-6; share /= 2) {
            Platt next = new Platt(slope - share * bySlope, shift - share * byShift);
            if (next.loss(rows) <= before) {
                return next;
            }
        }
        return this;
    }

    /** The logistic loss with the pull to the identity. */
    double loss(List<Calibrator.Scored> rows) {
        double loss = RIDGE / 2 * ((slope - 1) * (slope - 1) + shift * shift);
        for (Calibrator.Scored row : rows) {
            double z = slope * logit(row.raw()) + shift;
            // log(1 + e^z) - s z, without overflow
            loss += row.weight() * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - row.score() * z);
        }
        return loss;
    }

    double of(double raw) {
        return sigmoid(slope * logit(raw) + shift);
    }

    Calibration.Curve curve() {
        List<Double> from = IntStream.rangeClosed(0, POINTS)
                .mapToObj(i -> (double) i / POINTS)
                .toList();
        return new Calibration.Curve(from, from.stream().map(this::of).toList());
    }

    private static double logit(double p) {
        double inside = Math.clamp(p, EDGE, 1 - EDGE);
        return Math.log(inside / (1 - inside));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
