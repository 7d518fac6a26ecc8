package dev.tutti.edge.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rounds of one target, all of one kind of load; figures are medians over them, so that one bad round does not count. */
final class Rounds {
    private final String name;
    private final List<Measured> rounds = new ArrayList<>();

    Rounds(String name) {
        this.name = name;
    }

    void add(Measured round) {
        rounds.add(round);
    }

    double median(ToDoubleFunction<Measured> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    int answered() {
        return rounds.stream().mapToInt(Measured::answered).sum();
    }

    String line() {
        return "  %-22s %7.0f requests/s   p50 %8.2f ms   p99 %8.2f ms   not 200: %d"
                .formatted(
                        name,
                        median(Measured::perSecond),
                        median(Measured::p50),
                        median(Measured::p99),
                        rounds.stream().mapToInt(Measured::failed).sum());
    }
}
