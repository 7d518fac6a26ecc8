package dev.tutti.edge.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the start's own stack trace away where {@link StartProblem} says it in one message. */
final class StartupSilence {
    /** Held, since the log manager forgets loggers that nobody holds. */
    private static final Logger LIFECYCLE = Logger.getLogger("io.quarkus.runtime.Application");

    private StartupSilence() {}

    static void impose() {
        LIFECYCLE.setLevel(Level.OFF);
    }
}
