package dev.tutti.edge.bench;

import dev.tutti.learning.promise.MeanBound;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tutti bench certificates}; ends with 1 when there is a set on which nothing was certified. */
@Command(
        name = "certificates",
        description = "How often certificates are given and broken in replayed deployments, and what they cost.",
        mixinStandardHelpOptions = true)
final class CertificatesCommand implements Callable<Integer> {
    private static final List<String> SETS = List.of("zeroeval", "mmlupro", "routellm_mmlu", "routemoa");

    @Spec
    private CommandSpec spec;

    @Mixin
    private final RecordedFiles files = new RecordedFiles();

    @Option(names = "--replays", description = "Replayed deployments of each set (default: ${DEFAULT-VALUE}).")
    private int replays = 1_000;

    @Option(names = "--labels", description = "Labels in the window of each (default: ${DEFAULT-VALUE}).")
    private int labels = 1_000;

    @Option(
            names = "--bound",
            description =
                    "${COMPLETION-CANDIDATES} (default: CLOPPER_PEARSON where all scores are 0 or 1, else BETTING).")
    private @Nullable MeanBound bound;

    @Override
    public Integer call() {
        requirePositive("--replays", replays);
        requirePositive("--labels", labels);
        PrintWriter out = BenchCommand.standardOutput();
        boolean all = true;
        for (RecordedSet set : files.read(SETS)) {
            all &= new CertificatesBench(replays, labels, bound).run(set, out);
        }
        return all ? 0 : 1;
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + ": a whole number from 1, was " + value);
        }
    }
}
