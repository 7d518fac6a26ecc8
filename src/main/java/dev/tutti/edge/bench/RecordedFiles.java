package dev.tutti.edge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which recorded outcomes a benchmark runs on. */
final class RecordedFiles {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            description = "Recorded outcomes to run on (default: those in ../shared/data beside the project).")
    private @Nullable Path data;

    @Option(
            names = "--prices",
            description = "Prices of the recorded models (default: prices.json beside the data, where it is).")
    private @Nullable Path prices;

    /** The file that was given, or these sets; {@link ParameterException} names what cannot be read. */
    List<RecordedSet> read(List<String> sets) {
        if (data != null) {
            return List.of(read(data));
        }
        List<RecordedSet> all = new ArrayList<>();
        sets.forEach(set -> all.add(read(shared(set))));
        return all;
    }

    /** Of a set beside the project. */
    static Path shared(String set) {
        return Packaged.home()
                .resolve(Path.of("..", "shared", "data", set + "_outcomes.jsonl.gz"))
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
