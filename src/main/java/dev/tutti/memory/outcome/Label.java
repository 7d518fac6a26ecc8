package dev.tutti.memory.outcome;

import dev.tutti.words.chat.RequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * A score, 0 to 1, of the answer to a request. Per request and source the last one counts, the history is kept.
 * {@code randomlySampled} says that chance, not a person, picked the request for labelling: only such labels prove
 * anything.
 */
public record Label(
        RequestId request,
        double score,
        LabelSource source,
        boolean randomlySampled,
        Optional<String> comment,
        Instant at) {
    public Label {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is 0 to 1, was " + score);
        }
    }
}
