package dev.tutti.sense.policy;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Candidates for tests: costs in microdollars, latencies in milliseconds, each 95 % quantile as given. */
final class Plans {
    private Plans() {}

    /** Of which no more must be reserved than its 95 % quantile. */
    static Candidate plan(String name, double lower, double quality, long cost, long costP95, long latencyP95) {
        return plan(name, lower, quality, cost, costP95, costP95, latencyP95);
    }

    static Candidate plan(
            String name, double lower, double quality, long cost, long costP95, long reserved, long latencyP95) {
        return new Candidate(
                new Single(new ModelId(name)),
                new Prediction(quality, lower, Math.min(1, 2 * quality - lower), QualityBasis.MEASURED),
                new PlanForecast(
                        micros(cost),
                        micros(costP95),
                        micros(reserved),
                        Duration.ofMillis(latencyP95 / 2),
                        Duration.ofMillis(latencyP95)),
                Optional.empty(),
                0);
    }

    static Usd micros(long micros) {
        return new Usd(micros * 1_000_000);
    }

    static Targets targets(double quality, long cost, long latency, WhenInfeasible how) {
        return new Targets(quality, micros(cost), Duration.ofMillis(latency), how);
    }

    /** 1 to 12 plans on a coarse grid, so that ties come up. */
    static Arbitrary<List<Candidate>> lists() {
        Arbitrary<Candidate> one = Combinators.combine(
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.longs().between(1, 12),
                        Arbitraries.longs().between(0, 4),
                        Arbitraries.longs().between(0, 2),
                        Arbitraries.longs().between(1, 10))
                .as((tenths, width, cost, more, most, latency) -> plan(
                        "m",
                        Math.max(0, tenths - width) / 10.0,
                        tenths / 10.0,
                        cost * 100,
                        (cost + more) * 100,
                        (cost + more + most) * 100,
                        latency * 100));
        return one.list().ofMinSize(1).ofMaxSize(12).map(Plans::named);
    }

    private static List<Candidate> named(List<Candidate> plans) {
        List<Candidate> named = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Candidate c = plans.get(i);
            named.add(new Candidate(
                    new Single(new ModelId("m" + i)), c.prediction(), c.forecast(), c.rejected(), c.propensity()));
        }
        return named;
    }

    static Arbitrary<Targets> targets() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.longs().between(1, 18),
                        Arbitraries.longs().between(1, 10),
                        Arbitraries.of(WhenInfeasible.values()))
                .as((tenths, cost, latency, how) -> targets(tenths / 10.0, cost * 100, latency * 100, how));
    }
}
