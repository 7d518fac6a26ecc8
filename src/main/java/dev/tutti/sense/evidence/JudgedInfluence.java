package dev.tutti.sense.evidence;

import dev.tutti.words.chat.ModelId;
import java.time.Instant;

/**
 * An {@link Influence} of which labels know both answers: {@code harmful} when the one without the model was better, else
 * it was worse (where they are equal nothing was judged). {@code at}: when the later of the labels came.
 */
public record JudgedInfluence(ModelId model, Instant at, boolean harmful) {}
