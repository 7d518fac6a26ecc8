package dev.tutti.serving.provider;

import dev.tutti.words.chat.ModelId;

/** Whether a model takes calls right now, as its breaker saw it last. Never blocks; safe for many threads. */
@FunctionalInterface
public interface ModelHealth {
    /** False while the model's breaker is open; an unknown model, and one never called, is usable. */
    boolean usable(ModelId model);
}
