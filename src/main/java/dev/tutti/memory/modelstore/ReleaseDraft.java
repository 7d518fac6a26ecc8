package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.feature.Features;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A release before it is written: the parts, the facts, the gate's verdict, a model card (Markdown), the hashes of the
 * prompts it was trained on, and a few feature vectors to try it out with after every load.
 */
public record ReleaseDraft(
        ReleaseParts parts,
        TrainingFacts facts,
        ObjectNode verdict,
        String modelCard,
        SortedSet<String> promptHashes,
        List<Features> goldenPrompts) {
    private static final int MOST_GOLDEN_PROMPTS = 16;

    public ReleaseDraft {
        verdict = verdict.deepCopy();
        promptHashes = Collections.unmodifiableSortedSet(new TreeSet<>(promptHashes));
        goldenPrompts = goldenPrompts.stream().limit(MOST_GOLDEN_PROMPTS).toList();
        if (goldenPrompts.isEmpty()) {
            throw new IllegalArgumentException("a release is tried out with at least 1 golden prompt, had none");
        }
    }
}
