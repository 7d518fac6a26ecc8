package dev.tutti.sense.evidence;

import dev.tutti.words.chat.ModelId;
import java.time.Instant;

/** A model wrote more than it was allowed, so that its call cost more than had been reserved for it. */
public record Breach(ModelId model, Instant at) {}
