package dev.tutti.edge.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** A thousand streams open at a time, of five seconds each: how much later than from the stub itself their first words come. */
final class OpenStreams {
    private static final int STREAMS = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration TIME = Duration.ofSeconds(12);

    private final FirstTokens streams;
    private final ServedTutti tutti;
    private final PrintWriter out;

    OpenStreams(Vertx vertx, ServedTutti tutti, PrintWriter out) {
        this.streams = new FirstTokens(vertx);
        this.tutti = tutti;
        this.out = out;
    }

    void run(int stub) throws IOException {
        Prompts prompts = new Prompts(StubCatalogue.FIRST, "\"stream\":true,");
        Measured alone = streams.crowd(stub, prompts::next, STREAMS, WARM_UP, TIME);
        // Once to warm up.
        streams.crowd(tutti.base().getPort(), prompts::next, STREAMS, WARM_UP, TIME);
        Measured through = streams.crowd(tutti.base().getPort(), prompts::next, STREAMS, WARM_UP, TIME);
        out.printf("%n%d open streams: time to the first content%n", STREAMS);
        line("stub alone", alone);
        line("Tutti", through);
        out.printf(
                "  over the stub's: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms; RSS %d MB%n",
                through.p50() - alone.p50(),
                through.p95() - alone.p95(),
                through.p99() - alone.p99(),
                Footprint.residentMegabytes(tutti.handle()));
        out.flush();
    }

    private void line(String name, Measured measured) {
        out.printf(
                "  %-12s %6d streams   p50 %7.2f ms   p95 %7.2f ms   p99 %7.2f ms   without content: %d%n",
                name, measured.answered(), measured.p50(), measured.p95(), measured.p99(), measured.failed());
    }
}
