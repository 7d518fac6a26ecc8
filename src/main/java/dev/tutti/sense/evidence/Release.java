package dev.tutti.sense.evidence;

import dev.tutti.words.chat.ModelId;
import java.time.Instant;

/** A person's word that a model may propose again: what was judged of it before counts no more. */
public record Release(ModelId model, Instant at) {}
