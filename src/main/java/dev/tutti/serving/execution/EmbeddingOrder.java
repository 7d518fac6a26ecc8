package dev.tutti.serving.execution;

import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;

/**
 * Texts to embed: by which model, the body to send byte for byte, what its texts are taken to be in tokens, the money, the
 * time and the word that nobody wants them any more.
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once and never compared
public record EmbeddingOrder(
        RequestId id,
        CatalogueModel model,
        byte[] body,
        Tokens estimate,
        Ledger ledger,
        Deadline deadline,
        CancelSignal cancel) {}
