package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Which models make the best cascades together, by greedy forward selection: to those chosen so far comes the one with which
 * short cascades are worth most out of fold, on average over a few prices of a dollar. Models that are good alone are
 * often wrong together; what counts here is what one brings beside the others.
 */
final class MemberSearch {
    private static final int MOST_GROUPS = 1_500;
    /** Calls on one prompt: with more, what is found is the same and takes longer. */
    private static final int LONGEST = 3;
    /**
     * Of the grid of prices: those at which quality near the best one is bought. At dearer dollars whatever is cheap looks
     * good, and the strongest models would be left out, without which no cascade is as good as they are.
     */
    private static final int[] PRICES = {1, 3, 5, 7};

    private final CascadeSettings settings;
    private final PromptClusters clusters;
    private final BooleanSupplier cancelled;

    MemberSearch(CascadeSettings settings, PromptClusters clusters, BooleanSupplier cancelled) {
        this.settings = settings;
        this.clusters = clusters;
        this.cancelled = cancelled;
    }

    /** As many of the pool as the settings want; every group has an answer of each of the pool. */
    SortedSet<ModelId> of(List<PromptGroup> groups, SortedSet<ModelId> pool) {
        StoppingGround ground = new StoppingGround(some(groups), pool, settings.folds(), clusters);
        NextCallTrainer trainer =
                new NextCallTrainer(ground, Readings.byReliability(ground), LONGEST, settings.penalty(), cancelled);
        double[] prices = prices(ground);
        int chosen = 0;
        while (Integer.bitCount(chosen) < settings.members() && !cancelled.getAsBoolean()) {
            chosen |= 1 << best(trainer, prices, chosen, pool.size());
        }
        return named(chosen, List.copyOf(pool));
    }

    /** Spread by chance, not by time: their hashes decide. */
    private static List<PromptGroup> some(List<PromptGroup> groups) {
        return groups.stream()
                .sorted(Comparator.comparing(PromptGroup::promptHash))
                .limit(MOST_GROUPS)
                .toList();
    }

    private static double[] prices(StoppingGround ground) {
        double[] grid = Prices.grid(ground);
        return Arrays.stream(PRICES).mapToDouble(i -> grid[i]).toArray();
    }

    /** Of equal ones the first. */
    private static int best(NextCallTrainer trainer, double[] prices, int chosen, int pool) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int model = 0; model < pool; model++) {
            if ((chosen >> model & 1) == 0) {
                double value = 0;
                for (double price : prices) {
                    value += trainer.value(price, chosen | 1 << model);
                }
                if (best < 0 || value > most) {
                    best = model;
                    most = value;
                }
            }
        }
        return best;
    }

    private static SortedSet<ModelId> named(int chosen, List<ModelId> pool) {
        List<ModelId> members = new ArrayList<>();
        for (int model = 0; model < pool.size(); model++) {
            if ((chosen >> model & 1) == 1) {
                members.add(pool.get(model));
            }
        }
        return Collections.unmodifiableSortedSet(new TreeSet<>(members));
    }
}
