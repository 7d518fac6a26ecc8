package dev.tutti.serving.decision;

import dev.tutti.words.chat.ModelId;
import java.util.List;

/**
 * What the plans of a {@link Field} depend on besides its qualities: its models in its own order and with the cheapest
 * ahead (of equally cheap ones in its own order), and how many of them {@link SeedCascade} counts as cheap. What one call
 * costs changes with every prompt; this seldom does.
 */
record Lineup(List<ModelId> bestFirst, List<ModelId> cheapestFirst, int cheap) {
    Lineup {
        bestFirst = List.copyOf(bestFirst);
        cheapestFirst = List.copyOf(cheapestFirst);
    }
}
