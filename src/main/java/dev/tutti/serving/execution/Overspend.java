package dev.tutti.serving.execution;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;

/**
 * Told when a call was charged more than it had been allowed: counted, so that somebody asks the provider why. A model that
 * {@code wroteMore} than it was told to has broken its word; else the prompt held more than had been estimated.
 */
@FunctionalInterface
interface Overspend {
    void happened(ModelId model, Usd beyond, boolean wroteMore);
}
