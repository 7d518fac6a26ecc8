package dev.tutti.edge.cli;

import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program starts. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        System.exit(new Launch(System.out, System.err).run(args));
    }
}
