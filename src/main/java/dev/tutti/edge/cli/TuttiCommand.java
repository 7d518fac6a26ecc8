package dev.tutti.edge.cli;

import java.util.Map;

/** A command of {@code tutti}: what it asks of the configuration before the program starts, and what it does then. */
interface TuttiCommand {
    /** Settings, by their full name, that this command decides. */
    Map<String, String> settings();

    /** Runs in the started program; the number is the exit status. */
    int run(Rooms rooms) throws Exception;

    /** The program has ended, or did not start: what {@link #settings} made for it may go. */
    default void ended() {}
}
