package dev.tutti.edge.bench;

import dev.tutti.learning.training.ForetoldSet;
import dev.tutti.learning.training.UnmetModels;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tutti bench seed}. */
@Command(
        name = "seed",
        description = "How well a seed router of recorded models foretells models that nobody measured.",
        mixinStandardHelpOptions = true)
final class SeedCommand implements Callable<Integer> {
    private static final List<String> SETS = List.of("zeroeval", "mmlupro", "routellm_mmlu");

    @Mixin
    private final RecordedFiles files = new RecordedFiles();

    @Option(names = "--seed", description = "Of the trainings (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Override
    public Integer call() {
        PrintWriter out = BenchCommand.standardOutput();
        UnmetModels unmet = UnmetModels.of(RecordedModels.of(files.read(SETS)), seed);
        out.println("""
                The mean score of each recorded model, foretold without its own rows. error: root of the mean squared
                error; ranks: Spearman's correlation over the models of a set. size: what the catalogue's prior says of
                its size class (medians of these very ZeroEval rows); level 1: price, family and the prompts; together:
                as the seed router says it where the catalogue has no figure of the model's own.
                """);
        out.printf(
                "%-12s %-16s %6s | %6s %6s | %6s %6s | %6s %6s%n",
                "left out", "set", "models", "size", "ranks", "level1", "ranks", "togeth", "ranks");
        for (UnmetModels.Without without : UnmetModels.Without.values()) {
            for (ForetoldSet set : ForetoldSet.of(unmet.foretell(without))) {
                out.printf("%-12s %-16s %6d", words(without), set.set(), set.models());
                for (ForetoldSet.Quality way : List.of(set.size(), set.level1(), set.together())) {
                    out.printf(" | %6.3f %6.2f", way.error(), way.ranks());
                }
                out.println();
            }
        }
        out.flush();
        return 0;
    }

    private static String words(UnmetModels.Without without) {
        return switch (without) {
            case MODEL -> "the model";
            case FAMILY -> "its family";
            case SET -> "the set";
        };
    }
}
