package dev.tutti.edge.bench;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * Three times as many requests as Tutti gets done: how many it answers still, and how soon it tells the others that it will
 * not. The requests are long ones, so that Tutti is what is short of time, and not the loader that shares its processors.
 */
final class Overload {
    private static final int CONNECTIONS = 50;
    private static final int KILOBYTES = 16;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int ROUNDS = 3;
    private static final int TIMES = 3;
    private static final Duration CROWD = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final ServedTutti tutti;
    private final PrintWriter out;

    Overload(Vertx vertx, ServedTutti tutti, PrintWriter out) {
        this.vertx = vertx;
        this.tutti = tutti;
        this.out = out;
    }

    void run() {
        Prompts prompts = new Prompts("tutti/auto", "", KILOBYTES);
        Loader loader = new Loader(vertx);
        int port = tutti.base().getPort();
        new WarmUp(loader, tutti, out).run(CONNECTIONS, List.of(prompts));
        Rounds peak = new Rounds("at its peak");
        for (int i = 0; i < ROUNDS; i++) {
            peak.add(loader.closed(port, prompts, CONNECTIONS, ROUND));
        }
        double most = peak.median(Measured::perSecond);
        out.printf("%n%d x overload, requests of %d KB%n%s%n", TIMES, KILOBYTES, peak.line());
        tell(most, new OpenLoad(vertx, port, prompts).run((int) (TIMES * most), CROWD));
    }

    private void tell(double peak, OpenLoad.Said said) {
        out.printf(
                "  under overload: %.0f requests/s sent, %.0f answered: %.0f %% of the peak; p50 %.2f ms   p99 %.2f ms%n",
                said.sentPerSecond(),
                said.answered().perSecond(),
                100 * said.answered().perSecond() / peak,
                said.answered().p50(),
                said.answered().p99());
        out.printf(
                "  refused with 503: %d, p50 %.2f ms   p99 %.2f ms; ended in another way: %d%n",
                said.refused().answered(), said.refused().p50(), said.refused().p99(), said.others());
        out.flush();
    }
}
