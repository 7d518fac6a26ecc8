package dev.tutti.edge.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tutti bench trust}. */
@Command(
        name = "trust",
        description = "What one deceptive proposer costs on recorded answers, without and with each defence.",
        mixinStandardHelpOptions = true)
final class TrustCommand implements Callable<Integer> {
    private static final int FOLDS = 5;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            description = "Recorded outcomes with answers (default: ZeroEval in ../shared/data beside the project).")
    private @Nullable Path data;

    @Option(
            names = "--susceptibility",
            description =
                    "How often the simulated aggregator repeats the adversary, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double susceptibility = 0.5;

    @Override
    public Integer call() {
        if (!(susceptibility >= 0 && susceptibility <= 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--susceptibility: a number from 0 to 1, was " + susceptibility);
        }
        RecordedSet set = read(data == null ? RecordedFiles.shared("zeroeval") : data);
        PrintWriter out = BenchCommand.standardOutput();
        new TrustBench(FOLDS, susceptibility).print(set, out);
        return 0;
    }

    private RecordedSet read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(
                    spec.commandLine(), "--data: there is no file " + file + "; give one of that format");
        }
        try {
            RecordedSet set = RecordedSet.read(file, file.resolveSibling("prices.json"));
            if (!set.answers()) {
                throw new ParameterException(
                        spec.commandLine(), "--data: " + file + " holds no answers, so nobody knows who agrees");
            }
            return set;
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
