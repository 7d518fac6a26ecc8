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

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(Offline.SETTINGS);
        settings.put("tutti.catalogue", "practice");
        settings.put("tutti.practice.replay", "");
        settings.put("tutti.practice.simulated", "true");
        settings.put("tutti.practice.latency-scale", "0");
        settings.put("tutti.practice.failure-scale", "0");
        settings.put("tutti.practice.seed", Long.toString(seed));
        settings.put("tutti.practice.correlation", Double.toString(correlation));
        return given.over(settings);
    }

    @Override
    public int run(Rooms rooms) throws IOException {
        SimulatedRecordings recordings = new SimulatedRecordings(seed, correlation);
        LineFile.write(out, rows, recordings::line);
        Path prices = out.toAbsolutePath().resolveSibling("prices.json");
        Files.writeString(prices, SimulatedRecordings.prices());
        System.out.println(rows + " prompts in " + out + ", prices in " + prices);
        return 0;
    }
}
