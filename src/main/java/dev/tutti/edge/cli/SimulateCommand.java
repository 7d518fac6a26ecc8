package dev.tutti.edge.cli;

import dev.tutti.edge.practice.SimulatedRecordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tutti simulate}: files made by the simulated models, the same bytes for the same seed. */
@Command(
        name = "simulate",
        description = "Makes outcomes with simulated models: a replay file, or rows that train the router.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements TuttiCommand {
    /** What is made. */
    enum Format {
        REPLAY,
        OUTCOMES
    }

    @Mixin
    private final GivenSettings given = new GivenSettings();

    @Option(names = "--rows", description = "How many prompts (default: ${DEFAULT-VALUE}).")
    private int rows = 1_000;

    @Option(names = "--seed", description = "Decides everything (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--correlation", description = "Common part of luck, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double correlation = 0.5;

    @Option(names = "--out", required = true, description = "The file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--format",
            description = "outcomes: labelled rows that train; replay: recorded answers for tutti.practice.replay, with"
                    + " prices.json beside (default: ${DEFAULT-VALUE}).")
    private Format format = Format.OUTCOMES;

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(Offline.SETTINGS);
        settings.put("tutti.catalogue", "practice");
        settings.put("tutti.practice.replay", "");
        settings.put("tutti.practice.simulated", "true");
        settings.put("tutti.practice.latency-scale", "0");
        settings.put("tutti.practice.failure-scale", "0");
        // A late answer tells of this machine: another call beside it would be cancelled, and others' bytes made.
        settings.put("tutti.execution.hedge.enabled", "false");
        settings.put("tutti.practice.seed", Long.toString(seed));
        settings.put("tutti.practice.correlation", Double.toString(correlation));
        return given.over(settings);
    }

    @Override
    public int run(Rooms rooms) throws IOException {
        switch (format) {
            case OUTCOMES -> LineFile.write(out, rows, rooms.simulation(seed)::lines);
            case REPLAY -> replay();
        }
        System.out.println(rows + " prompts in " + out);
        return 0;
    }

    private void replay() throws IOException {
        LineFile.write(out, rows, new SimulatedRecordings(seed, correlation)::line);
        Files.writeString(out.toAbsolutePath().resolveSibling("prices.json"), SimulatedRecordings.prices());
    }
}
