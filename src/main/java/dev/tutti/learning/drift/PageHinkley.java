package dev.tutti.learning.drift;

import java.time.Instant;
import java.util.Optional;

/**
 * Page and Hinkley's test that the mean of a sequence has fallen (Page 1954, Hinkley 1971): the sum of each residual's
 * distance from the mean so far, plus a slack, alarms when it lies {@value #LIMIT} below the highest it has been. A state
 * that is never changed: the next one is a new one. An alarm stays, whatever comes after it.
 *
 * <p>A residual is a score less its prediction, -1 to 1; {@code weight}, above 0 and at most 1, says how much it proves.
 * Distances are from the mean so far and not from 0, so that a prediction that was always wrong by as much is no alarm.
 * {@code known}: the weight behind {@code mean}. {@code since}: when what alarmed began, by the sum's highest point.
 */
record PageHinkley(
        double known, double mean, double sum, double highest, Optional<Instant> top, Optional<Instant> since) {
    /** A fall by less than this is none. */
    static final double SLACK = 0.05;
    /** Larger: fewer false alarms, later true ones. Its test shows both. */
    static final double LIMIT = 25;

    /** Before the first residual; {@code belief} is how many residuals of 0 a prediction's word is worth, 0 or more. */
    static PageHinkley start(double belief) {
        if (!(belief >= 0)) {
            throw new IllegalArgumentException("a belief is 0 or more, was " + belief);
        }
        return new PageHinkley(belief, 0, 0, 0, Optional.empty(), Optional.empty());
    }

    PageHinkley after(double residual, double weight, Instant at) {
        if (!(Math.abs(residual) <= 1 && weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException(
                    "a residual is -1 to 1 and its weight above 0 up to 1, were " + residual + ", " + weight);
        }
        return since.isPresent() ? this : moved(residual, weight, at);
    }

    private PageHinkley moved(double residual, double weight, Instant at) {
        double more = known + weight;
        double average = mean + weight * (residual - mean) / more;
        double next = sum + weight * (residual - average + SLACK);
        boolean rose = top.isEmpty() || next >= highest;
        Optional<Instant> peak = rose ? Optional.of(at) : top;
        double peaked = Math.max(highest, next);
        return new PageHinkley(more, average, next, peaked, peak, peaked - next > LIMIT ? peak : Optional.empty());
    }
}
