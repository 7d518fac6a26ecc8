package dev.tutti.edge.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run of the packaged program under load, from which the virtual machine learns for every later start: which classes to
 * have ready and which methods to compile first (JEP 483, 514 and 515). What it learned is good for exactly these jars and
 * this virtual machine, which otherwise leaves it alone.
 */
final class Rehearsal {
    private static final List<String> WAYS =
            List.of(StubCatalogue.FIRST, "tutti/auto", StubCatalogue.FIRST, "tutti/mixed-moa", "tutti/cascade");
    private static final int CONNECTIONS = 20;
    private static final int ENOUGH = 40_000;
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final int MOST_ROUNDS = 30;

    private final Packaged program;

    Rehearsal(Packaged program) {
        this.program = program;
    }

    /** Leaves {@link Packaged#cache} behind; {@link IllegalStateException} when the virtual machine did not make it. */
    void run() throws IOException {
        Files.deleteIfExists(program.cache());
        program.flatten();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (WorkFolder work = WorkFolder.create()) {
            perform(vertx, work.path());
        } finally {
            Waiting.on(vertx.close());
        }
        if (!Files.isRegularFile(program.cache())) {
            throw new IllegalStateException("the virtual machine left no AOT cache at " + program.cache());
        }
    }

    private void perform(Vertx vertx, Path work) throws IOException {
        List<String> options = new ArrayList<>(ServedTutti.asServed());
        options.add("-XX:AOTCacheOutput=" + program.cache());
        Path catalogue = StubCatalogue.in(work, StubServer.start(vertx, Duration.ZERO));
        try (ServedTutti tutti =
                ServedTutti.start(program.flatJar(), work, options, Map.of("tutti.catalogue", catalogue.toString()))) {
            Loader loader = new Loader(vertx);
            int answered = 0;
            for (int round = 0; round < MOST_ROUNDS && (answered < ENOUGH || round < WAYS.size()); round++) {
                Prompts prompts = new Prompts(WAYS.get(round % WAYS.size()));
                answered += loader.closed(tutti.base().getPort(), prompts, CONNECTIONS, ROUND)
                        .answered();
            }
            tutti.get("/v1/insights?window=1d");
            tutti.metrics();
        }
    }
}
