package dev.tutti.edge.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each strategy takes beyond its critical path, against stubs of fixed speed, and what a panel of three proposers and
 * an aggregator gets through. Stub, loader and Tutti share this machine, so figures are differences and ratios within one
 * run.
 */
final class StrategySpeed {
    private static final String FAST_STUB = "fast";
    private static final String SLOW_STUB = "slow";
    private static final Duration SLOW = Duration.ofMillis(50);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 50;
    private static final int ROUNDS = 3;
    private static final int STREAMS = 100;

    private final Packaged program;
    private final PrintWriter out;
    private final Vertx vertx;
    private final Loader loader;

    private StrategySpeed(Packaged program, PrintWriter out, Vertx vertx) {
        this.program = program;
        this.out = out;
        this.vertx = vertx;
        this.loader = new Loader(vertx);
    }

    /** The fast stub answers at once, the slow one after 50 ms. Takes about three minutes, loopback only. */
    static void run(Packaged program, PrintWriter out) throws IOException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        try {
            new StrategySpeed(program, out, vertx).run();
        } finally {
            Waiting.on(vertx.close());
        }
    }

    private void run() throws IOException {
        int fast = StubServer.start(vertx, Duration.ZERO);
        int slow = StubServer.start(vertx, SLOW);
        try (WorkFolder work = WorkFolder.create();
                ServedTutti tutti = serve(work.path(), Map.of(FAST_STUB, fast, SLOW_STUB, slow))) {
            new WarmUp(loader, tutti, out).run(CONNECTIONS, List.of(prompts(StrategyShape.panel(FAST_STUB), false)));
            overheads(tutti, fast, FAST_STUB);
            overheads(tutti, slow, SLOW_STUB);
            firstTokens(tutti, fast, FAST_STUB);
            firstTokens(tutti, slow, SLOW_STUB);
            crowds(tutti);
        }
    }

    private ServedTutti serve(Path work, Map<String, Integer> stubs) throws IOException {
        Map<String, String> settings = new HashMap<>(DecisionCost.settings());
        settings.put("tutti.catalogue", StubCatalogue.in(work, stubs).toString());
        settings.put("tutti.audit.rate", "0");
        return ServedTutti.start(program.served(), work, program.servedOptions(), settings);
    }

    private void overheads(ServedTutti tutti, int port, String stub) {
        out.printf("%nOverhead over the critical path, %s stub, 1 connection, p50%n", stub);
        Measured alone = loader.closed(port, new Prompts("any"), 1, ROUND);
        for (StrategyShape shape : StrategyShape.all(stub)) {
            Prompts prompts = prompts(shape, false);
            loader.closed(tutti.base().getPort(), prompts, 1, ROUND);
            Measured measured = loader.closed(tutti.base().getPort(), prompts, 1, ROUND);
            out.printf(
                    "  %-24s %2d calls, %d deep: %7.2f ms, beyond %d x the stub's %5.2f ms: %6.2f ms; not 200: %d%n",
                    shape.name(),
                    shape.calls(),
                    shape.deep(),
                    measured.p50(),
                    shape.deep(),
                    alone.p50(),
                    measured.p50() - shape.deep() * alone.p50(),
                    measured.failed());
        }
        out.flush();
    }

    private void firstTokens(ServedTutti tutti, int port, String stub) {
        out.printf("%nTime to the first content of a stream, %s stub, p50 of %d%n", stub, STREAMS);
        StrategyShape single = StrategyShape.all(stub).getFirst();
        FirstTokens streams = new FirstTokens(vertx);
        double alone = first(streams, port, single);
        for (StrategyShape shape : List.of(single, StrategyShape.panel(stub))) {
            double took = first(streams, tutti.base().getPort(), shape);
            out.printf(
                    "  %-24s %7.2f ms, beyond %d x the stub's %5.2f ms: %6.2f ms%n",
                    shape.name(), took, shape.deep(), alone, took - shape.deep() * alone);
        }
        out.flush();
    }

    /** Once to warm up. */
    private static double first(FirstTokens streams, int port, StrategyShape shape) {
        Prompts prompts = prompts(shape, true);
        streams.ask(port, prompts::next, STREAMS);
        return streams.ask(port, prompts::next, STREAMS).p50();
    }

    private void crowds(ServedTutti tutti) {
        out.printf("%nFast stub, %d connections, medians of %d rounds%n", CONNECTIONS, ROUNDS);
        for (StrategyShape shape : StrategyShape.all(FAST_STUB)) {
            crowd(tutti, shape);
        }
        out.flush();
    }

    /** What was allocated is known as of the last collection: so it is told of a crowd, that makes many. */
    private void crowd(ServedTutti tutti, StrategyShape shape) {
        Prompts prompts = prompts(shape, false);
        loader.closed(tutti.base().getPort(), prompts, CONNECTIONS, ROUND);
        Rounds rounds = new Rounds(shape.name());
        double allocated = Allocated.bytes(tutti);
        Duration processor = Footprint.processorTime(tutti.handle());
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(loader.closed(tutti.base().getPort(), prompts, CONNECTIONS, ROUND));
        }
        int answered = Math.max(1, rounds.answered());
        out.printf(
                "%s; %5.0f us of a processor and %4.0f KB allocated a request%n",
                rounds.line(),
                Footprint.processorTime(tutti.handle()).minus(processor).toNanos() / 1e3 / answered,
                (Allocated.bytes(tutti) - allocated) / 1024 / answered);
    }

    private static Prompts prompts(StrategyShape shape, boolean stream) {
        return new Prompts("tutti/auto", "\"stream\":" + stream + ",\"routing\":" + shape.routing() + ",");
    }
}
