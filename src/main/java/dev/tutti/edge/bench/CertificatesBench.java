package dev.tutti.edge.bench;

import dev.tutti.learning.promise.MeanBound;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Replayed deployments on one set of recorded outcomes. In each of ten cuts of the prompts, by their text, four tenths
 * teach a family of policies with a margin; the other six are the population of a tenth of the replays. A replay draws its
 * window of labels and its later traffic from them with replacement, so the true mean of every policy is their mean over
 * the population, known without error.
 */
final class CertificatesBench {
    private static final int CUTS = 10;
    private static final int TAUGHT = 4;
    private static final long SEED = 20_260_101;
    /** Below the strongest single model's true mean. */
    private static final List<Double> BELOW = List.of(0.01, 0.02, 0.03, 0.05);

    private final int replays;
    private final int labels;
    private final @Nullable MeanBound bound;

    /** {@code bound}: instead of the one for the kind of the scores. */
    CertificatesBench(int replays, int labels, @Nullable MeanBound bound) {
        this.replays = replays;
        this.labels = labels;
        this.bound = bound;
    }

    /** Prints one table; false when nothing at all was certified. */
    boolean run(RecordedSet set, PrintWriter out) {
        List<CertificatesTally> tallies = tallies(set);
        new CertificatesTable(set, replays, labels, bound(set)).print(tallies, out);
        return tallies.stream().anyMatch(tally -> tally.certified() > 0);
    }

    /** One for each target, the highest first. */
    List<CertificatesTally> tallies(RecordedSet set) {
        List<CertificatesTally> tallies = new ArrayList<>();
        BELOW.forEach(below -> tallies.add(new CertificatesTally(below)));
        for (int cut = 0; cut < CUTS; cut++) {
            int share = replays * (cut + 1) / CUTS - replays * cut / CUTS;
            cut(set, cut, share, tallies);
        }
        return tallies;
    }

    private void cut(RecordedSet set, int cut, int share, List<CertificatesTally> tallies) {
        List<RecordedPrompt> taught = prompts(set, IntStream.range(cut, cut + TAUGHT));
        List<RecordedPrompt> population = prompts(set, IntStream.range(cut + TAUGHT, cut + CUTS));
        if (taught.isEmpty() || population.isEmpty()) {
            return;
        }
        MarginFamily family = StepsSearch.best(set, taught);
        PolicyOutcomes outcomes = family.outcomes(population);
        double strongest = FixedPlans.mean(population, prompt -> prompt.arm(family.strongest()))
                .quality();
        SplittableRandom chance = new SplittableRandom(SEED + cut);
        for (int replay = 0; replay < share; replay++) {
            ReplayedDeployment deployment = ReplayedDeployment.draw(outcomes, bound(set), labels, chance);
            tallies.forEach(tally -> tally.add(deployment, strongest - tally.below()));
        }
    }

    private static List<RecordedPrompt> prompts(RecordedSet set, IntStream parts) {
        Folds folds = new Folds(CUTS);
        return parts.mapToObj(part -> folds.test(set, part % CUTS))
                .flatMap(List::stream)
                .toList();
    }

    private MeanBound bound(RecordedSet set) {
        return bound != null ? bound : MeanBound.of(zeroOrOne(set));
    }

    private static boolean zeroOrOne(RecordedSet set) {
        return set.prompts().stream()
                .flatMapToDouble(prompt -> set.models().stream()
                        .mapToDouble(model -> prompt.arm(model).quality()))
                .allMatch(score -> score == 0 || score == 1);
    }
}
