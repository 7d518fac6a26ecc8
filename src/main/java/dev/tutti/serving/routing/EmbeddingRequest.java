package dev.tutti.serving.routing;

import dev.tutti.memory.tenancy.Caller;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.Optional;

/**
 * One request for embeddings on its way: who wants them of which model, the body to send byte for byte, how many texts are
 * in it and what they are taken to be in tokens, what it may cost and how long it may take where it says so.
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once and never compared
public record EmbeddingRequest(
        RequestId id,
        Caller caller,
        CatalogueModel model,
        byte[] body,
        int inputs,
        Tokens estimate,
        Optional<Usd> maxCost,
        Optional<Duration> maxLatency,
        Optional<String> task,
        CancelSignal cancel) {}
