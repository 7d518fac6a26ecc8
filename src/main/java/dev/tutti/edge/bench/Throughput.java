package dev.tutti.edge.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tutti beside the bare proxy, the stub itself and perhaps another gateway, with prompts of one size, round by round in
 * turn, so that what else the machine does meets all alike: once with a model's name, once with {@code tutti/auto}, where
 * a plan is chosen among those of six models.
 */
final class Throughput {
    private static final int CONNECTIONS = 50;
    private static final Duration PROXY_WARM_UP = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofMillis(1_800);
    private static final int ROUNDS = 5;

    private final Loader loader;
    private final ServedTutti tutti;
    private final Prompts any;
    private final int kilobytes;
    private final Optional<Peer> peer;
    private final Prompts askedOfPeer;
    private final PrintWriter out;
    private final Way named;
    private final Way auto;
    private final Rounds stub = new Rounds("stub alone");
    private final Rounds proxy = new Rounds("bare Vert.x proxy");
    private final Rounds waiting = new Rounds("  the same, waiting");
    private final Rounds stubAlone = new Rounds("stub, 1 connection");
    private final Rounds peers = new Rounds("peer");

    /** {@code kilobytes}: of each prompt, about. */
    Throughput(Loader loader, ServedTutti tutti, int kilobytes, Optional<Peer> peer, PrintWriter out) {
        this.loader = loader;
        this.tutti = tutti;
        this.any = new Prompts("any", "", kilobytes);
        this.kilobytes = kilobytes;
        this.peer = peer;
        this.askedOfPeer = new Prompts(peer.map(Peer::model).orElse("any"), "", kilobytes);
        this.out = out;
        this.named = new Way("Tutti, " + StubCatalogue.FIRST, new Prompts(StubCatalogue.FIRST, "", kilobytes));
        this.auto = new Way("Tutti, tutti/auto", new Prompts("tutti/auto", "", kilobytes));
    }

    /** {@code waitingPort}: of the proxy whose requests wait on virtual threads. */
    void run(int stubPort, int proxyPort, int waitingPort) {
        loader.closed(proxyPort, any, CONNECTIONS, PROXY_WARM_UP);
        loader.closed(waitingPort, any, CONNECTIONS, PROXY_WARM_UP);
        peer.ifPresent(other -> peer(other, PROXY_WARM_UP));
        new WarmUp(loader, tutti, out).run(CONNECTIONS, List.of(named.prompts, auto.prompts));
        for (int i = 0; i < ROUNDS; i++) {
            stub.add(loader.closed(stubPort, any, CONNECTIONS, ROUND));
            proxy.add(loader.closed(proxyPort, any, CONNECTIONS, ROUND));
            waiting.add(loader.closed(waitingPort, any, CONNECTIONS, ROUND));
            stubAlone.add(loader.closed(stubPort, any, 1, ROUND));
            peer.ifPresent(other -> peers.add(peer(other, ROUND)));
            named.round();
            auto.round();
        }
        print(List.of(named, auto));
    }

    /** Quantiles of the decision, under the load of a crowd and alone. */
    void decisions() {
        new DecisionCost(loader, tutti, out).run(CONNECTIONS, auto.prompts);
    }

    private Measured peer(Peer other, Duration time) {
        return loader.closed(other.endpoint(), askedOfPeer, CONNECTIONS, time);
    }

    private void print(List<Way> ways) {
        out.printf(
                "%n%d KB prompts, not streamed, %d connections, warmed up, medians of %d rounds%n",
                kilobytes, CONNECTIONS, ROUNDS);
        out.println(stub.line());
        out.println(proxy.line());
        out.println(waiting.line());
        peer.ifPresent(_ -> out.println(peers.line()));
        ways.forEach(way -> out.println(way.crowd.line()));
        out.println(stubAlone.line());
        ways.forEach(way -> out.println(way.alone.line()));
        peer.ifPresent(_ -> out.printf(
                "peer: %.0f %% of the proxy's requests/s%n",
                100 * peers.median(Measured::perSecond) / proxy.median(Measured::perSecond)));
        ways.forEach(this::compare);
        out.flush();
    }

    private void compare(Way way) {
        out.printf(
                "%s: %.0f %% of the proxy's requests/s; overhead p50 at 1 connection %.2f ms, p99 at %d %.1f ms;"
                        + " processor time of Tutti %.0f us and %.0f KB allocated a request%n",
                way.name,
                100 * way.crowd.median(Measured::perSecond) / proxy.median(Measured::perSecond),
                way.alone.median(Measured::p50) - stubAlone.median(Measured::p50),
                CONNECTIONS,
                way.crowd.median(Measured::p99) - stub.median(Measured::p99),
                way.processor.toNanos() / 1e3 / way.crowd.answered(),
                way.allocated / 1024 / way.crowd.answered());
    }

    /** One way to ask Tutti, by a crowd and by one who is alone. */
    private final class Way {
        private final String name;
        private final Prompts prompts;
        private final Rounds crowd;
        private final Rounds alone;
        /** Of Tutti's process, for the crowd. */
        private Duration processor = Duration.ZERO;
        /** Bytes, for the crowd, as of the last collection. */
        private double allocated;

        Way(String name, Prompts prompts) {
            this.name = name;
            this.prompts = prompts;
            crowd = new Rounds(name);
            alone = new Rounds("  the same, 1 connection");
        }

        void round() {
            Duration before = Footprint.processorTime(tutti.handle());
            double given = Allocated.bytes(tutti);
            crowd.add(load(CONNECTIONS));
            processor = processor.plus(Footprint.processorTime(tutti.handle()).minus(before));
            allocated += Allocated.bytes(tutti) - given;
            alone.add(load(1));
        }

        private Measured load(int connections) {
            return loader.closed(tutti.base().getPort(), prompts, connections, ROUND);
        }
    }
}
