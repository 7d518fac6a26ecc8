package dev.tutti.edge.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tutti bench training}. */
@Command(
        name = "training",
        description = "How long a training takes and how much heap it needs, by rows.",
        mixinStandardHelpOptions = true)
final class TrainingCommand implements Callable<Integer> {
    private static final int LEAST = 1_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--rows", split = ",", description = "How many made-up rows (default: ${DEFAULT-VALUE}).")
    private List<Integer> rows = List.of(10_000, 100_000, 1_000_000);

    @Override
    public Integer call() throws IOException {
        if (rows.stream().anyMatch(count -> count < LEAST)) {
            throw new ParameterException(spec.commandLine(), "--rows: at least " + LEAST + " each, was " + rows);
        }
        new TrainingBench(BenchCommand.standardOutput()).run(rows);
        return 0;
    }
}
