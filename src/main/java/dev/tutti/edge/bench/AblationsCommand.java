package dev.tutti.edge.bench;

import dev.tutti.learning.training.Part;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tutti bench ablations}. */
@Command(
        name = "ablations",
        description = "What each part of the learning brings: route recorded prompts without one part at a time.",
        mixinStandardHelpOptions = true)
final class AblationsCommand implements Callable<Integer> {
    private static final int FOLDS = 5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final RecordedFiles files = new RecordedFiles();

    @Option(names = "--sets", split = ",", description = "Which recorded sets (default: ${DEFAULT-VALUE}).")
    private List<String> sets = List.of("zeroeval", "mmlupro", "routellm_mmlu");

    @Option(names = "--parts", split = ",", description = "Of ${COMPLETION-CANDIDATES} only these.")
    private List<Part> parts = List.of(Part.values());

    @Option(names = "--folds", description = "Of the five folds the first so many (default: ${DEFAULT-VALUE}).")
    private int folds = 2;

    @Option(names = "--seed", description = "Of training and intervals (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = BenchCommand.standardOutput();
        RoutingBench.Way way = new RoutingWays.Ablated(parts, out);
        out.println(way.words());
        RoutingBench bench = new RoutingBench(way, FOLDS, seed, out);
        List<SetResult> results = new ArrayList<>();
        for (RecordedSet set : recorded()) {
            try {
                results.add(bench.run(set, folds));
            } catch (Folds.TooFew few) {
                throw new ParameterException(spec.commandLine(), String.valueOf(few.getMessage()), few);
            }
        }
        new AblationTable(results, parts).print(out);
        return 0;
    }

    private List<RecordedSet> recorded() {
        RoutingCommand.requireAllowed(sets, folds, spec.commandLine());
        return files.read(sets).stream().flatMap(RecordedSet::shown).toList();
    }
}
