package dev.tutti.edge.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The packaged program under load for a while, with upstreams that fail, clients that leave and router models that are
 * swapped, and what it holds between rounds of that, when nothing is to be done.
 */
public final class Soak {
    private static final Duration UPSTREAM = Duration.ofMillis(10);

    /** One call in twenty. */
    private static final int FAULTY_EVERY = 20;

    /** Until what is bounded is full and what is loaded once has been loaded. */
    private static final int WARM_UP = 24_000;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(30);

    /** So many looks in a row at which no call went out: audits run when their requests have ended. */
    private static final int QUIET = 5;

    private final ServedTutti tutti;
    private final SoakCallers callers;
    private final SwappedReleases releases;
    private final UnreliableStub stub;
    private final PrintWriter out;
    private long requests;

    private Soak(
            ServedTutti tutti, SoakCallers callers, SwappedReleases releases, UnreliableStub stub, PrintWriter out) {
        this.stub = stub;
        this.tutti = tutti;
        this.callers = callers;
        this.releases = releases;
        this.out = out;
    }

    /**
     * Prints what is held over time.
     *
     * @param jar the packaged program
     * @param home the project, whose model store is copied
     * @param work an empty folder
     * @return what breaks the promise or makes its proof worthless, a sentence each
     */
    public static List<String> run(Path jar, Path home, Path work, SoakLength length, PrintWriter out)
            throws IOException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        try {
            UnreliableStub stub = UnreliableStub.start(vertx, UPSTREAM, FAULTY_EVERY);
            Map<String, String> settings = Map.of(
                    "tutti.catalogue",
                    StubCatalogue.in(work, stub.port()).toString(),
                    "tutti.audit.unlabelled",
                    "true");
            SwappedReleases releases =
                    SwappedReleases.copy(home.resolve(ServedTutti.MODEL_STORE), work.resolve(ServedTutti.MODEL_STORE));
            try (ServedTutti tutti = ServedTutti.start(jar, work, ServedTutti.asServed(), settings)) {
                int port = tutti.base().getPort();
                new Soak(tutti, new SoakCallers(vertx, port, Duration.ZERO), releases, stub, out).round(WARM_UP);
                return new Soak(tutti, new SoakCallers(vertx, port, length.gap()), releases, stub, out).rounds(length);
            }
        } finally {
            Waiting.on(vertx.close());
        }
    }

    private List<String> rounds(SoakLength length) throws IOException {
        List<Moment> moments = new ArrayList<>();
        Ends all = Ends.NONE;
        out.println(Moment.HEAD + "   of the round: answered, refused, broken, left");
        for (int i = 0; i <= length.rounds(); i++) {
            Ends ends = i == 0 ? Ends.NONE : round(length.requests());
            all = all.plus(ends);
            moments.add(moment());
            out.printf("%s   %s%n", moments.getLast().line(), ends);
            out.flush();
        }
        Held held = new Held(moments);
        out.printf("%.1f bytes retained per request%n", held.bytesPerRequest());
        return Stream.concat(held.broken().stream(), all.doubts().stream()).toList();
    }

    /** The model is swapped while requests run. */
    private Ends round(int count) {
        Future<Ends> asked = callers.ask(count);
        releases.swap(tutti);
        Ends ends = Waiting.on(asked);
        requests += count;
        return ends;
    }

    private Moment moment() throws IOException {
        MeterPage idle = idle();
        int connections = stub.connections();
        return new Moment(
                requests,
                LivingHeap.bytes(tutti.handle()),
                idle.sum("tutti_reserved_usd"),
                (int) idle.sum("tutti_requests_inside"),
                connections,
                (int) idle.sum("process_files_open_files") - connections,
                (int) idle.sum("jvm_threads_live_threads"),
                Footprint.residentMegabytes(tutti.handle()));
    }

    /** The meters once nothing runs, or those of the last look when that takes too long. */
    private MeterPage idle() {
        long end = System.nanoTime() + IDLE_LIMIT.toNanos();
        MeterPage page = new MeterPage(tutti.metrics());
        int quiet = 0;
        while (quiet < QUIET && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL.toNanos());
            MeterPage next = new MeterPage(tutti.metrics());
            quiet = isIdle(next) && calls(next) == calls(page) ? quiet + 1 : 0;
            page = next;
        }
        return page;
    }

    private static boolean isIdle(MeterPage page) {
        return page.sum("tutti_reserved_usd") == 0 && page.sum("tutti_requests_inside") == 0;
    }

    private static double calls(MeterPage page) {
        return page.sum("tutti_provider_attempts_total");
    }
}
