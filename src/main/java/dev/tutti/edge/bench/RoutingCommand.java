package dev.tutti.edge.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tutti bench routing}. */
@Command(
        name = "routing",
        description = "Route recorded prompts through a Tutti that learns from the others.",
        mixinStandardHelpOptions = true)
final class RoutingCommand implements Callable<Integer> {
    private static final int FOLDS = 5;
    private static final List<String> SETS = List.of("zeroeval", "mmlupro", "routellm_mmlu", "routemoa");

    @Spec
    private CommandSpec spec;

    @Mixin
    private final RecordedFiles files = new RecordedFiles();

    @Option(
            names = "--quick",
            description =
                    "The first fold of the ZeroEval set (or of --data), not all five of all: over HTTP, as --served,"
                            + " and once more in this program, to see that both agree.")
    private boolean quick;

    @Option(
            names = "--served",
            description =
                    "Ask the packaged program over HTTP, in a process of its own (a minute or two a fold), not Tutti's"
                            + " own code in this program (seconds a fold).")
    private boolean served;

    @Option(names = "--sets", split = ",", description = "Of ${DEFAULT-VALUE} only these.")
    private List<String> sets = SETS;

    @Option(names = "--folds", description = "Of the five folds the first so many (default: all).")
    private int folds = FOLDS;

    @Option(names = "--seed", description = "Of training, exploration and intervals (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--json", description = "Write all figures into this file, too.")
    private @Nullable Path json;

    @Option(names = "--svg", description = "Draw a plot of cost and quality for each set into this folder.")
    private @Nullable Path svg;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = BenchCommand.standardOutput();
        List<RecordedSet> recorded = recorded();
        try {
            List<SetResult> results = run(served || quick ? served() : new RoutingWays.Replayed(), recorded, out);
            new RoutingTable(results).print(out);
            write(results);
            if (quick) {
                new Agreement(results, run(new RoutingWays.Replayed(), recorded, out)).print(out);
            }
            return 0;
        } catch (EvaluatedPrompts.KnownToRouter refused) {
            spec.commandLine().getErr().println("tutti: " + refused.getMessage());
            return 1;
        }
    }

    private static RoutingBench.Way served() {
        return new RoutingWays.Served(Packaged.here().jar());
    }

    private List<RecordedSet> recorded() {
        requireAllowed(sets, folds, spec.commandLine());
        return quick
                ? files.read(sets.subList(0, 1))
                : files.read(sets).stream().flatMap(RecordedSet::shown).toList();
    }

    /** {@link ParameterException} where a set is none of those beside the project, or there are not so many folds. */
    static void requireAllowed(List<String> sets, int folds, CommandLine command) {
        if (folds < 1 || folds > FOLDS) {
            throw wrong("--folds", folds, "1 to " + FOLDS, command);
        }
        sets.stream().filter(set -> !SETS.contains(set)).findFirst().ifPresent(set -> {
            throw wrong("--sets", set, String.join(", ", SETS), command);
        });
    }

    private List<SetResult> run(RoutingBench.Way way, List<RecordedSet> recorded, PrintWriter out) throws IOException {
        out.println(way.words());
        RoutingBench bench = new RoutingBench(way, FOLDS, seed, out);
        List<SetResult> results = new ArrayList<>();
        for (RecordedSet set : recorded) {
            try {
                results.add(bench.run(set, quick ? 1 : folds));
            } catch (Folds.TooFew few) {
                throw new ParameterException(spec.commandLine(), String.valueOf(few.getMessage()), few);
            }
        }
        return results;
    }

    private void write(List<SetResult> results) throws IOException {
        if (json != null) {
            RoutingJson.write(results, json);
        }
        if (svg != null) {
            Files.createDirectories(svg);
            for (SetResult result : results) {
                RoutingPlot.write(result, svg);
            }
        }
    }

    private static ParameterException wrong(String option, Object value, String allowed, CommandLine command) {
        return new ParameterException(command, option + "=" + value + ": allowed is " + allowed);
    }
}
