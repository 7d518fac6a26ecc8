package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.Optional;

/** One request for embeddings that was run: how it ended, and what its call came to. */
public record EmbeddingRun(
        EmbeddingEnding ending,
        CallStatus status,
        Usage usage,
        Usd cost,
        Optional<String> servedModel,
        Optional<Duration> firstByte,
        Duration called,
        int attempts) {}
