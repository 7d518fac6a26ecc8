package dev.tutti.learning.training;

import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanForecast;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The candidates of one row, without what was predicted and why they were rejected: a challenger predicts anew. Their
 * propensities and forecasts are packed, exact, into some 30 bytes each, since they are different on each row and would
 * be most of what a large log takes. Immutable.
 */
final class Considered {
    static final Considered NONE = new Considered(List.of(), new byte[0]);

    private static final Prediction FORGOTTEN = new Prediction(0, 0, 1, QualityBasis.PRIOR);

    private final List<Plan> plans;
    private final byte[] figures;

    private Considered(List<Plan> plans, byte[] figures) {
        this.plans = plans;
        this.figures = figures;
    }

    /** {@code plans}: those of the candidates, in their order; rows may share them. */
    static Considered of(List<Plan> plans, List<Candidate> candidates) {
        Writing writing = new Writing();
        candidates.forEach(writing::candidate);
        return new Considered(plans, writing.bytes.toByteArray());
    }

    List<Candidate> candidates() {
        Reading reading = new Reading(figures);
        List<Candidate> candidates = new ArrayList<>(plans.size());
        for (Plan plan : plans) {
            candidates.add(reading.candidate(plan));
        }
        return candidates;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Considered that && plans.equals(that.plans) && Arrays.equals(figures, that.figures);
    }

    @Override
    public int hashCode() {
        return 31 * plans.hashCode() + Arrays.hashCode(figures);
    }

    /** Whole numbers in groups of 7 bits, the low group first, the sign in the lowest bit. */
    private static final class Writing {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void candidate(Candidate candidate) {
            PlanForecast forecast = candidate.forecast();
            long bits = Double.doubleToRawLongBits(candidate.propensity());
            // A round propensity ends in zeros, which are cheap at the high end.
            number(Long.reverse(bits));
            number(forecast.cost().picos());
            number(forecast.costP95().picos() - forecast.cost().picos());
            number(forecast.costReserved().picos() - forecast.costP95().picos());
            duration(forecast.latency());
            duration(forecast.latencyP95());
        }

        private void duration(Duration duration) {
            number(duration.getSeconds());
            number(duration.getNano());
        }

        private void number(long number) {
            long left = (number << 1) ^ (number >> 63);
            while ((left & ~127L) != 0) {
                bytes.write((int) left | 128);
                left >>>= 7;
            }
            bytes.write((int) left);
        }
    }

    private static final class Reading {
        private final byte[] bytes;
        private int at;

        Reading(byte[] bytes) {
            this.bytes = bytes;
        }

        Candidate candidate(Plan plan) {
            double propensity = Double.longBitsToDouble(Long.reverse(number()));
            long cost = number();
            long p95 = cost + number();
            long reserved = p95 + number();
            PlanForecast forecast =
                    new PlanForecast(new Usd(cost), new Usd(p95), new Usd(reserved), duration(), duration());
            return new Candidate(plan, FORGOTTEN, forecast, Optional.empty(), propensity);
        }

        private Duration duration() {
            return Duration.ofSeconds(number(), number());
        }

        private long number() {
            long number = 0;
            int shift = 0;
            byte group;
            do {
                group = bytes[at++];
                number |= (long) (group & 127) << shift;
                shift += 7;
            } while (group < 0);
            return (number >>> 1) ^ -(number & 1);
        }
    }
}
