package dev.tutti.edge.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * Load before anything is measured, until the virtual machine has compiled what it will: until twice in a row a lap costs
 * no less than 95 % of the processor time a request of the cheapest before it, or a limit is reached.
 */
final class WarmUp {
    private static final Duration PART = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final double FALLING = 0.95;
    private static final int STEADY = 2;

    private final Loader loader;
    private final ServedTutti tutti;
    private final PrintWriter out;

    WarmUp(Loader loader, ServedTutti tutti, PrintWriter out) {
        this.loader = loader;
        this.tutti = tutti;
        this.out = out;
    }

    /** A lap is a part with each of the prompts. */
    void run(int connections, List<Prompts> all) {
        Duration lap = PART.multipliedBy(all.size());
        double least = Double.MAX_VALUE;
        int steady = 0;
        int laps = 0;
        out.printf("%nwarm-up, processor time of Tutti in us a request:");
        while (steady < STEADY && lap.multipliedBy(laps).compareTo(LIMIT) < 0) {
            double micros = micros(connections, all);
            out.printf(" %.0f", micros);
            out.flush();
            steady = micros < FALLING * least ? 0 : steady + 1;
            least = Math.min(least, micros);
            laps++;
        }
        out.printf("; %s%n", steady < STEADY ? "still falling" : "steady");
    }

    private double micros(int connections, List<Prompts> all) {
        Duration before = Footprint.processorTime(tutti.handle());
        int answered = 0;
        for (Prompts prompts : all) {
            answered += loader.closed(tutti.base().getPort(), prompts, connections, PART)
                    .answered();
        }
        return Footprint.processorTime(tutti.handle()).minus(before).toNanos() / 1e3 / Math.max(1, answered);
    }
}
