package dev.tutti.edge.bench;

import dev.tutti.memory.outcome.LabelledRow;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * All prompts of a recorded set ready to be replayed. Each has its second at which it is asked; imports come when all have
 * been asked.
 */
final class KnownPrompts {
    private final ReplayedSet replayed;
    /** By identity: prompts are large, and two may read the same. */
    private final IdentityHashMap<RecordedPrompt, KnownPrompt> known = new IdentityHashMap<>();

    KnownPrompts(ReplayedSet replayed) {
        this.replayed = replayed;
        ImportLines lines = new ImportLines(replayed);
        List<RecordedPrompt> inOrder = Folds.inOrder(replayed.set().prompts());
        int second = 0;
        for (RecordedPrompt prompt : inOrder) {
            Instant at = Instant.ofEpochSecond(second++);
            known.put(prompt, KnownPrompt.of(prompt, at, lines.rows(prompt, at.plusSeconds(inOrder.size()))));
        }
    }

    ReplayedSet replayed() {
        return replayed;
    }

    /** Later than everything that was told of. */
    Instant end() {
        return Instant.ofEpochSecond(3L * known.size());
    }

    KnownPrompt of(RecordedPrompt prompt) {
        KnownPrompt found = known.get(prompt);
        if (found == null) {
            throw new IllegalArgumentException(
                    "a prompt of another set than " + replayed.set().name());
        }
        return found;
    }

    List<KnownPrompt> of(List<RecordedPrompt> prompts) {
        return prompts.stream().map(this::of).toList();
    }

    List<LabelledRow> rows(List<RecordedPrompt> prompts) {
        return prompts.stream().flatMap(prompt -> of(prompt).rows().stream()).toList();
    }
}
