package dev.tutti.edge.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * Tutti beside the bare proxy and the stub itself, round by round in turn, so that what else the machine does meets all
 * alike: once with a model's name, once with {@code tutti/auto}, where a plan is chosen among those of six models.
 */
final class Throughput {
    private static final int CONNECTIONS = 50;
    private static final Duration PROXY_WARM_UP = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofMillis(1_800);
    private static final int ROUNDS = 5;

    private final Loader loader;
    private final ServedTutti tutti;
    private final PrintWriter out;
    private final Rounds stub = new Rounds("stub alone");
    private final Rounds proxy = new Rounds("bare Vert.x proxy");
    private final Rounds waiting = new Rounds("  the same, waiting");
    private final Rounds stubAlone = new Rounds("stub, 1 connection");

    Throughput(Loader loader, ServedTutti tutti, PrintWriter out) {
        this.loader = loader;
        this.tutti = tutti;
        this.out = out;
    }

    /** {@code waitingPort}: of the proxy whose requests wait on virtual threads. */
    void run(int stubPort, int proxyPort, int waitingPort) {
        Prompts any = new Prompts("any");
        Way named = new Way("Tutti, " + StubCatalogue.FIRST, new Prompts(StubCatalogue.FIRST));
        Way auto = new Way("Tutti, tutti/auto", new Prompts("tutti/auto"));
        loader.closed(proxyPort, any, CONNECTIONS, PROXY_WARM_UP);
        loader.closed(waitingPort, any, CONNECTIONS, PROXY_WARM_UP);
        new WarmUp(loader, tutti, out).run(CONNECTIONS, List.of(named.prompts, auto.prompts));
        for (int i = 0; i < ROUNDS; i++) {
            stub.add(loader.closed(stubPort, any, CONNECTIONS, ROUND));
            proxy.add(loader.closed(proxyPort, any, CONNECTIONS, ROUND));
            waiting.add(loader.closed(waitingPort, any, CONNECTIONS, ROUND));
            stubAlone.add(loader.closed(stubPort, any, 1, ROUND));
            named.round();
            auto.round();
        }
        print(List.of(named, auto));
        new DecisionCost(loader, tutti, out).run(CONNECTIONS, auto.prompts);
    }

    private void print(List<Way> ways) {
        out.printf(
                "%n1 KB prompts, not streamed, %d connections, warmed up, medians of %d rounds%n", CONNECTIONS, ROUNDS);
        out.println(stub.line());
        out.println(proxy.line());
        out.println(waiting.line());
        ways.forEach(way -> out.println(way.crowd.line()));
        out.println(stubAlone.line());
        ways.forEach(way -> out.println(way.alone.line()));
        ways.forEach(this::compare);
        out.flush();
    }

    private void compare(Way way) {
        out.printf(
                "%s: %.0f %% of the proxy's requests/s; overhead p50 at 1 connection %.2f ms, p99 at %d %.1f ms;"
                        + " processor time of Tutti %.0f us a request%n",
                way.name,
                100 * way.crowd.median(Measured::perSecond) / proxy.median(Measured::perSecond),
                way.alone.median(Measured::p50) - stubAlone.median(Measured::p50),
                CONNECTIONS,
                way.crowd.median(Measured::p99) - stub.median(Measured::p99),
                way.processor.toNanos() / 1e3 / way.crowd.answered());
    }

    /** One way to ask Tutti, by a crowd and by one who is alone. */
    private final class Way {
        private final String name;
        private final Prompts prompts;
        private final Rounds crowd;
        private final Rounds alone;
        /** Of Tutti's process, for the crowd. */
        private Duration processor = Duration.ZERO;

        Way(String name, Prompts prompts) {
            this.name = name;
            this.prompts = prompts;
            crowd = new Rounds(name);
            alone = new Rounds("  the same, 1 connection");
        }

        void round() {
            Duration before = Footprint.processorTime(tutti.handle());
            crowd.add(load(CONNECTIONS));
            processor = processor.plus(Footprint.processorTime(tutti.handle()).minus(before));
            alone.add(load(1));
        }

        private Measured load(int connections) {
            return loader.closed(tutti.base().getPort(), prompts, connections, ROUND);
        }
    }
}
