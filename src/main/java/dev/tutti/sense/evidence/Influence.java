package dev.tutti.sense.evidence;

import dev.tutti.words.chat.ModelId;

/**
 * One model's influence on an answer that code made of several: without the model's voice the answer would have been
 * another. {@code with} and {@code without} are the digests of the two short answers. It is in rows on disk: fields are
 * added, never renamed.
 */
public record Influence(ModelId model, long with, long without) {
    public Influence {
        if (with == without) {
            throw new IllegalArgumentException(
                    "influence changes the answer, was " + with + " with and without " + model);
        }
    }
}
