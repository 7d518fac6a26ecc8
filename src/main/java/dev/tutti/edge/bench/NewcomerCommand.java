package dev.tutti.edge.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tutti bench newcomer}. */
@Command(
        name = "newcomer",
        description =
                "How soon a new model gets useful traffic, and a model that gets worse is noticed, on recorded answers.",
        mixinStandardHelpOptions = true)
final class NewcomerCommand implements Callable<Integer> {
    private static final List<String> SETS = List.of("zeroeval", "mmlupro");

    @Spec
    private CommandSpec spec;

    @Mixin
    private final RecordedFiles files = new RecordedFiles();

    @Option(names = "--seeds", description = "Folds, each with a seed of its own, 1 to 5 (default: ${DEFAULT-VALUE}).")
    private int seeds = 1;

    @Option(names = "--worse", description = "Models that get worse, for each way to (default: ${DEFAULT-VALUE}).")
    private int worse = 20;

    @Override
    public Integer call() throws IOException {
        require("--seeds", seeds, NewcomerBench.FOLDS);
        require("--worse", worse, Integer.MAX_VALUE);
        PrintWriter out = BenchCommand.standardOutput();
        for (RecordedSet set : files.read(SETS)) {
            try {
                new NewcomerBench(seeds, worse, out).run(set);
            } catch (Folds.TooFew few) {
                throw new ParameterException(spec.commandLine(), String.valueOf(few.getMessage()), few);
            }
        }
        return 0;
    }

    private void require(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": a whole number from 1" + (most < Integer.MAX_VALUE ? " to " + most : "") + ", was "
                            + value);
        }
    }
}
