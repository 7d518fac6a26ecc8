package dev.tutti.edge.bench;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/** Parts of a set, cut by a hash of the normalised prompt text, so that equal prompts never stand on both sides. */
record Folds(int count) {
    Folds {
        if (count < 2) {
            throw new IllegalArgumentException("there are at least 2 folds, were " + count);
        }
    }

    List<RecordedPrompt> test(RecordedSet set, int fold) {
        return set.prompts().stream().filter(prompt -> of(prompt) == fold).toList();
    }

    /**
     * In an order that the text alone gives. Files put one subject behind the other; told in that order, a training would
     * learn on the first subjects and be judged on the last, as if the traffic had changed.
     */
    List<RecordedPrompt> training(RecordedSet set, int fold) {
        return set.prompts().stream()
                .filter(prompt -> of(prompt) != fold)
                .sorted(Comparator.comparingLong(Folds::place))
                .toList();
    }

    private int of(RecordedPrompt prompt) {
        return (int) (place(prompt) % count);
    }

    private static long place(RecordedPrompt prompt) {
        CRC32 hash = new CRC32();
        hash.update(prompt.normalised().getBytes(StandardCharsets.UTF_8));
        return hash.getValue();
    }
}
