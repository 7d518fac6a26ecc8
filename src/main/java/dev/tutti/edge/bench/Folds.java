package dev.tutti.edge.bench;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/** Parts of a set, cut by a hash of the normalised prompt text, so that equal prompts never stand on both sides. */
record Folds(int count) {
    /** With fewer, level 0 has no prompt to learn on, or none to choose its knob on. */
    private static final int LEAST_TRAINING = 4;

    Folds {
        if (count < 2) {
            throw new IllegalArgumentException("there are at least 2 folds, were " + count);
        }
    }

    /** A set whose folds would not all have prompts. */
    static final class TooFew extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooFew(String message) {
            super(message);
        }
    }

    /** {@link TooFew} where a fold of the set would have no prompt to test, or none to train on. */
    void requireIn(RecordedSet set) {
        for (int fold = 0; fold < count; fold++) {
            int tested = test(set, fold).size();
            if (tested < 1 || set.prompts().size() - tested < LEAST_TRAINING) {
                throw new TooFew(set.name() + ": " + set.prompts().size() + " prompts, of which fold " + (fold + 1)
                        + " of " + count + " tests " + tested
                        + " (a hash of the text decides); at least 1 must be left to"
                        + " test and " + LEAST_TRAINING + " to train on");
            }
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
        return inOrder(
                set.prompts().stream().filter(prompt -> of(prompt) != fold).toList());
    }

    static List<RecordedPrompt> inOrder(List<RecordedPrompt> prompts) {
        return prompts.stream()
                .map(prompt -> new Placed(place(prompt), prompt))
                .sorted(Comparator.comparingLong(Placed::place))
                .map(Placed::prompt)
                .toList();
    }

    /** So that no prompt is hashed more than once. */
    private record Placed(long place, RecordedPrompt prompt) {}

    private int of(RecordedPrompt prompt) {
        return (int) (place(prompt) % count);
    }

    private static long place(RecordedPrompt prompt) {
        CRC32 hash = new CRC32();
        hash.update(prompt.normalised().getBytes(StandardCharsets.UTF_8));
        return hash.getValue();
    }
}
