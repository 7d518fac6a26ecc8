package dev.tutti.edge.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** What a request takes beyond the stub's own answer where its row need not be on the disk: of one caller alone. */
final class RelaxedLog {
    private static final int CROWD = 50;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofMillis(1_800);

    private final Loader loader;
    private final ServedTutti tutti;
    private final PrintWriter out;

    /** {@code tutti}: of relaxed durability. */
    RelaxedLog(Loader loader, ServedTutti tutti, PrintWriter out) {
        this.loader = loader;
        this.tutti = tutti;
        this.out = out;
    }

    void run(int stubPort) {
        Prompts prompts = new Prompts(StubCatalogue.FIRST);
        new WarmUp(loader, tutti, out).run(CROWD, List.of(prompts));
        Rounds stub = new Rounds("stub, 1 connection");
        Rounds through = new Rounds("Tutti, 1 connection");
        for (int i = 0; i < ROUNDS; i++) {
            stub.add(loader.closed(stubPort, prompts, 1, ROUND));
            through.add(loader.closed(tutti.base().getPort(), prompts, 1, ROUND));
        }
        out.printf("%nrelaxed durability, 1 KB prompts, %s%n", StubCatalogue.FIRST);
        out.println(stub.line());
        out.println(through.line());
        out.printf(
                "overhead p50 at 1 connection %.2f ms%n", through.median(Measured::p50) - stub.median(Measured::p50));
        out.flush();
    }
}
