package dev.tutti.edge.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Tutti costs in time and memory: stub, loader, bare proxy and Tutti share this machine, and every figure is a ratio
 * or a difference within one run. Rounds alternate, medians are printed.
 */
final class LoadBench {
    private static final int CONNECTIONS = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int ROUNDS = 5;

    private final Path jar;
    private final PrintWriter out;

    LoadBench(Path jar, PrintWriter out) {
        this.jar = jar;
        this.out = out;
    }

    void run() throws IOException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        try {
            throughput(vertx);
            slowUpstream(vertx);
        } finally {
            Waiting.on(vertx.close());
        }
    }

    private void throughput(Vertx vertx) throws IOException {
        int stub = StubServer.start(vertx, Duration.ZERO);
        int proxy = BareProxy.start(vertx, stub);
        Path work = Files.createTempDirectory("tutti-load-");
        long before = System.nanoTime();
        try (ServedTutti tutti = ServedTutti.start(jar, work, settings(work, stub))) {
            out.printf("first answer after start: %.2f s%n", (System.nanoTime() - before) / 1e9);
            out.printf("RSS idle: %d MB%n", rssMegabytes(tutti));
            Loader loader = new Loader(vertx, prompt("stub/one"));
            loader.closed(tutti.base().getPort(), CONNECTIONS, WARM_UP);
            loader.closed(proxy, CONNECTIONS, WARM_UP);
            single(loader, "tutti/auto, single, not streamed", stub, proxy, tutti);
            long rows = countRows(tutti);
            out.printf("RSS after %d requests: %d MB%n", rows, rssMegabytes(tutti));
            out.printf(
                    "bytes on disk per outcome row: %.0f%n", (double) folderSize(work.resolve("training-data")) / rows);
        }
    }

    private void single(Loader loader, String title, int stub, int proxy, ServedTutti tutti) {
        int port = tutti.base().getPort();
        List<Measured> direct = new ArrayList<>();
        List<Measured> throughProxy = new ArrayList<>();
        List<Measured> throughTutti = new ArrayList<>();
        List<Measured> directAlone = new ArrayList<>();
        List<Measured> tuttiAlone = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            direct.add(loader.closed(stub, CONNECTIONS, ROUND));
            throughProxy.add(loader.closed(proxy, CONNECTIONS, ROUND));
            throughTutti.add(loader.closed(port, CONNECTIONS, ROUND));
            directAlone.add(loader.closed(stub, 1, ROUND));
            tuttiAlone.add(loader.closed(port, 1, ROUND));
        }
        out.printf("%n%s, 1 KB prompt, %d connections, medians of %d rounds%n", title, CONNECTIONS, ROUNDS);
        print("stub alone", direct);
        print("bare Vert.x proxy", throughProxy);
        print("Tutti", throughTutti);
        out.printf(
                "share of the bare proxy's requests/s: %.0f %%%n",
                100 * median(throughTutti, Measured::perSecond) / median(throughProxy, Measured::perSecond));
        out.printf(
                "overhead: p50 at 1 connection %.2f ms; p99 at %d connections %.1f ms%n",
                median(tuttiAlone, Measured::p50) - median(directAlone, Measured::p50),
                CONNECTIONS,
                median(throughTutti, Measured::p99) - median(direct, Measured::p99));
        out.flush();
    }

    private void slowUpstream(Vertx vertx) throws IOException {
        int stub = StubServer.start(vertx, Duration.ofMillis(1_500));
        Path work = Files.createTempDirectory("tutti-load-");
        try (ServedTutti tutti = ServedTutti.start(jar, work, settings(work, stub))) {
            Loader loader = new Loader(vertx, prompt("stub/one"));
            loader.open(tutti.base().getPort(), 100, Duration.ofSeconds(5));
            Measured measured = loader.open(tutti.base().getPort(), 500, Duration.ofSeconds(20));
            out.printf("%n500 requests/s against a 1.5 s stub, 20 s%n");
            print("Tutti", List.of(measured));
            out.printf("RSS: %d MB%n", rssMegabytes(tutti));
            out.flush();
        }
    }

    private void print(String name, List<Measured> rounds) {
        out.printf(
                "  %-20s %8.0f requests/s   p50 %7.2f ms   p99 %7.2f ms   other than 200: %d%n",
                name,
                median(rounds, Measured::perSecond),
                median(rounds, Measured::p50),
                median(rounds, Measured::p99),
                rounds.stream().mapToInt(Measured::failed).sum());
    }

    private static double median(List<Measured> rounds, java.util.function.ToDoubleFunction<Measured> of) {
        double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static long countRows(ServedTutti tutti) {
        return tutti.get("/v1/insights?window=1d").ok().path("requests").asLong();
    }

    private static Map<String, String> settings(Path work, int stub) throws IOException {
        Path catalogue = work.resolve("catalogue.yaml");
        Files.writeString(catalogue, catalogue(stub));
        return Map.of("tutti.catalogue", catalogue.toString(), "tutti.audit.rate", "0");
    }

    private static String catalogue(int stub) {
        return """
                models:
                  - id: stub/one
                    base-url: http://127.0.0.1:%d/v1
                    wire-name: stub
                    price: {input: 0.15, cached-input: 0.075, output: 0.60}
                    context-window: 128000
                    max-output: 4096
                    family: stub
                    size: small
                    concurrency: 2000
                """.formatted(stub);
    }

    /** About 1 KB of words. */
    private static String prompt(String model) {
        String words = "Say in one sentence what the following list of numbers has in common: 3, 5, 7, 11. ".repeat(11);
        return "{\"model\":\"" + model + "\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"" + words
                + "\"}]}";
    }

    private static long rssMegabytes(ServedTutti tutti) throws IOException {
        Process ps = new ProcessBuilder(
                        "ps", "-o", "rss=", "-p", Long.toString(tutti.handle().pid()))
                .redirectErrorStream(true)
                .start();
        String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Long.parseLong(kilobytes) / 1024;
    }

    private static long folderSize(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder())
                    .filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
