package dev.tutti.edge.cli;

import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program starts. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        // Before the first logger is made; the loader of quarkus-run.jar does the same.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(new Launch(System.out, System.err).run(args));
    }
}
