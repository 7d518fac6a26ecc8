package dev.tutti.edge.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tutti bench}: measures routing quality on recorded outcomes, or speed under load. */
@Command(
        name = "bench",
        description = "Measure routing quality or speed.",
        mixinStandardHelpOptions = true,
        subcommands = {BenchCommand.Routing.class, BenchCommand.Load.class, BenchCommand.Rehearse.class})
public final class BenchCommand {

    private static PrintWriter standardOutput() {
        return new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    }

    /** {@code tutti bench routing}. */
    @Command(
            name = "routing",
            description = "Route recorded prompts through a served Tutti that learns from the others.",
            mixinStandardHelpOptions = true)
    static final class Routing implements Callable<Integer> {
        private static final int FOLDS = 5;
        private static final List<String> SETS = List.of("zeroeval", "mmlupro", "routellm_mmlu", "routemoa");

        @Spec
        private picocli.CommandLine.Model.CommandSpec spec;

        @Option(
                names = "--quick",
                description = "The first fold of the ZeroEval set (or of --data), not all five of all.")
        private boolean quick;

        @Option(
                names = "--data",
                description = "Recorded outcomes to run on (default: the sets in ../shared/data beside the project).")
        private @Nullable Path data;

        @Option(
                names = "--prices",
                description = "Prices of the recorded models (default: prices.json beside the data, where it is).")
        private @Nullable Path prices;

        @Override
        public Integer call() throws IOException {
            List<RecordedSet> sets = new ArrayList<>();
            for (Path file : files()) {
                sets.add(read(file));
            }
            try {
                new RoutingBench(Packaged.here().jar(), FOLDS, standardOutput()).run(sets, quick ? 1 : FOLDS);
                return 0;
            } catch (EvaluatedPrompts.KnownToRouter refused) {
                spec.commandLine().getErr().println("tutti: " + refused.getMessage());
                return 1;
            }
        }

        private List<Path> files() {
            if (data != null) {
                return List.of(data);
            }
            return SETS.stream()
                    .limit(quick ? 1 : SETS.size())
                    .map(Routing::shared)
                    .toList();
        }

        private static Path shared(String set) {
            return Path.of(System.getProperty("tutti.home", "."), "..", "shared", "data", set + "_outcomes.jsonl.gz")
                    .normalize();
        }

        private RecordedSet read(Path file) {
            requireFile("--data", file);
            if (prices != null) {
                requireFile("--prices", prices);
            }
            try {
                return RecordedSet.read(file, prices == null ? file.resolveSibling("prices.json") : prices);
            } catch (IOException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }

        private void requireFile(String option, Path file) {
            if (!Files.isRegularFile(file)) {
                throw new ParameterException(
                        spec.commandLine(), option + ": there is no file " + file + "; give one of that format");
            }
        }
    }

    /** {@code tutti bench load}. */
    @Command(
            name = "load",
            description = "Requests a second, latency and memory beside a bare proxy, on loopback.",
            mixinStandardHelpOptions = true)
    static final class Load implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            new LoadBench(Packaged.here(), standardOutput()).run();
            return 0;
        }
    }

    /** {@code tutti bench rehearse}, the last step of a build. */
    @Command(
            name = "rehearse",
            hidden = true,
            description = "Let the virtual machine learn the program, for faster starts.",
            mixinStandardHelpOptions = true)
    static final class Rehearse implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            new Rehearsal(Packaged.here()).run();
            return 0;
        }
    }
}
