package dev.tutti.edge.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Tutti costs in time and memory: stub, loader, bare proxy and Tutti share this machine, so figures are ratios and
 * differences within one run. Takes about ten minutes.
 */
final class LoadBench {
    private static final Duration SLOW = Duration.ofMillis(1_500);
    private static final int PER_SECOND = 500;
    private static final Duration OPEN_WARM_UP = Duration.ofSeconds(8);
    private static final Duration OPEN = Duration.ofSeconds(20);
    private static final int LONG_KILOBYTES = 32;
    private static final int STARTS = 5;

    private final Packaged program;
    private final Optional<Peer> peer;
    private final Optional<Path> flame;
    private final PrintWriter out;

    /** {@code flame}: where a flame graph of the processor time is to be written. */
    LoadBench(Packaged program, Optional<Peer> peer, Optional<Path> flame, PrintWriter out) {
        this.program = program;
        this.peer = peer;
        this.flame = flame;
        this.out = out;
    }

    void run() throws IOException {
        out.printf(
                "%d processors, Java %s; Tutti with %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                String.join(" ", program.servedOptions()));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        try {
            starts(vertx);
            fastUpstream(vertx);
            relaxed(vertx);
            slowUpstream(vertx);
            overload(vertx);
            openStreams(vertx);
        } finally {
            Waiting.on(vertx.close());
        }
    }

    /** The first start also waits for what this program does for the first time. */
    private void starts(Vertx vertx) throws IOException {
        int stub = StubServer.start(vertx, Duration.ZERO);
        double[] seconds = new double[STARTS];
        double[] megabytes = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long before = System.nanoTime();
            try (WorkFolder work = WorkFolder.create();
                    ServedTutti tutti = serve(work, stub)) {
                seconds[i] = (System.nanoTime() - before) / 1e9;
                megabytes[i] = Footprint.residentMegabytes(tutti.handle());
            }
        }
        Arrays.sort(seconds);
        Arrays.sort(megabytes);
        out.printf(
                "first answer after start, median of %d: %.2f s (%.2f to %.2f)%n",
                STARTS, seconds[STARTS / 2], seconds[0], seconds[STARTS - 1]);
        out.printf(
                "RSS idle then: %.0f MB (%.0f to %.0f)%n", megabytes[STARTS / 2], megabytes[0], megabytes[STARTS - 1]);
        out.flush();
    }

    private void fastUpstream(Vertx vertx) throws IOException {
        int stub =
                StubServer.start(vertx, Duration.ZERO, peer.map(Peer::stubPort).orElse(0));
        int proxy = BareProxy.start(vertx, stub);
        int waiting = BareProxy.startWaiting(vertx, stub);
        try (WorkFolder work = WorkFolder.create();
                ServedTutti tutti = serve(work, stub)) {
            Loader loader = new Loader(vertx);
            Throughput shortPrompts = new Throughput(loader, tutti, 1, peer, out);
            shortPrompts.run(stub, proxy, waiting);
            shortPrompts.decisions();
            new ProcessorShares(loader, tutti, work.path(), out).run(flame);
            new Throughput(loader, tutti, LONG_KILOBYTES, peer, out).run(stub, proxy, waiting);
            long rows =
                    tutti.get("/v1/insights?window=1d").ok().path("requests").asLong();
            out.printf("RSS after %d requests: %d MB%n", rows, Footprint.residentMegabytes(tutti.handle()));
            out.printf(
                    "bytes per outcome row on disk: %d%n",
                    Footprint.bytesIn(work.path().resolve("training-data")) / rows);
        }
    }

    private void relaxed(Vertx vertx) throws IOException {
        int stub = StubServer.start(vertx, Duration.ZERO);
        try (WorkFolder work = WorkFolder.create();
                ServedTutti tutti = serve(work, stub, Map.of("tutti.training-data.durability", "relaxed"))) {
            new RelaxedLog(new Loader(vertx), tutti, out).run(stub);
        }
    }

    private void slowUpstream(Vertx vertx) throws IOException {
        int stub = StubServer.start(vertx, SLOW);
        try (WorkFolder work = WorkFolder.create();
                ServedTutti tutti = serve(work, stub)) {
            Loader loader = new Loader(vertx);
            Prompts prompts = new Prompts(StubCatalogue.FIRST);
            int port = tutti.base().getPort();
            loader.open(port, prompts, PER_SECOND / 2, OPEN_WARM_UP);
            Rounds open = new Rounds("Tutti");
            open.add(loader.open(port, prompts, PER_SECOND, OPEN));
            out.printf("%n%d requests/s against a %d ms stub%n", PER_SECOND, SLOW.toMillis());
            out.println(open.line());
            out.printf("RSS: %d MB%n", Footprint.residentMegabytes(tutti.handle()));
            out.flush();
        }
    }

    private void overload(Vertx vertx) throws IOException {
        try (WorkFolder work = WorkFolder.create();
                ServedTutti tutti = serve(work, StubServer.start(vertx, Duration.ZERO))) {
            new Overload(vertx, tutti, out).run();
        }
    }

    private void openStreams(Vertx vertx) throws IOException {
        int stub = TalkingStub.start(vertx);
        try (WorkFolder work = WorkFolder.create();
                ServedTutti tutti = serve(work, stub)) {
            new OpenStreams(vertx, tutti, out).run(stub);
        }
    }

    private ServedTutti serve(WorkFolder work, int stub) throws IOException {
        return serve(work, stub, Map.of());
    }

    private ServedTutti serve(WorkFolder work, int stub, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(DecisionCost.settings());
        settings.putAll(more);
        settings.put("tutti.catalogue", StubCatalogue.in(work.path(), stub).toString());
        settings.put("tutti.audit.rate", "0");
        // An explored ensemble would be many calls where one is to be measured.
        settings.put("tutti.decision.exploration.share", "0");
        return ServedTutti.start(program.served(), work.path(), program.servedOptions(), settings);
    }
}
