package dev.tutti.serving.provider;

import dev.tutti.words.setting.AtLeast;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How Tutti talks to LLM endpoints; what differs from model to model stands in the catalogue. */
@ConfigMapping(prefix = "tutti.provider")
public interface ProviderSettings {
    /** Calls of one model that may wait for a place when as many as its limit are on their way. */
    @WithDefault("64")
    @Min(1)
    int queue();

    /** A body or a stream of more bytes than this is no answer. */
    @WithDefault("16777216")
    @Min(1024)
    long maxResponseBytes();

    /**
     * An answer of embeddings with more bytes than this is none. 1,000 texts of 1,536 numbers are 8 MB in base64 and 33 MB in
     * decimals; each is held in memory, about three times, until its row is on disk.
     */
    @WithDefault("33554432")
    @Min(1024)
    long maxEmbeddingsBytes();

    /** A stream that is silent for longer has broken. */
    @WithDefault("30s")
    @AtLeast("PT0.001S")
    Duration stallTimeout();

    /** Answered calls per model that recent latencies are read from. */
    @WithDefault("128")
    @Min(5)
    @Max(10_000)
    int latencyWindow();

    /**
     * Patterns of the models, such as {@code vllm/*}, whose endpoints are told the trace that a call belongs to
     * ({@code traceparent}); none by default: a provider outside learns nothing of who called whom.
     */
    Optional<List<String>> traceTo();

    Concurrency concurrency();

    Retry retry();

    Breaker breaker();

    /** How many calls of a model may be on their way, between a floor and what the catalogue allows it. */
    interface Concurrency {
        /** Never fewer than these, however badly they end; where the catalogue allows fewer, as many as that. */
        @WithDefault("4")
        @Min(1)
        int floor();

        /** What is left of the limit when a model shows that it is crowded. */
        @WithDefault("0.7")
        @DecimalMin("0.1")
        @DecimalMax("0.95")
        double fall();

        /** The share of a round of calls that may be turned away, break or time out without that. */
        @WithDefault("0.1")
        @DecimalMin("0")
        @DecimalMax("0.9")
        double tolerated();

        /** A round is crowded too when answers take so many times what they took lately. */
        @WithDefault("3")
        @DecimalMin("1.1")
        @DecimalMax("1000")
        double slow();

        /** The limit doubles each time that a model was neither pressed nor in trouble for so long. */
        @WithDefault("30s")
        @AtLeast("PT0.001S")
        Duration quiet();
    }

    /** When a failed request is sent again. */
    interface Retry {
        /** The share of calls that may be repeated, over the whole process. */
        @WithDefault("0.1")
        @DecimalMin("0")
        @DecimalMax("1")
        double ratio();

        /** Repetitions per second beyond that share, so that a quiet process may retry too. */
        @WithDefault("1")
        @DecimalMin("0")
        @DecimalMax("1e6")
        double perSecond();

        /** Requests sent for one call at most. */
        @WithDefault("3")
        @Min(1)
        int maxAttempts();

        /** The longest wait before the first repetition; the ceiling doubles with each. */
        @WithDefault("200ms")
        @AtLeast("PT0S")
        Duration firstBackoff();

        /** The ceiling never grows beyond this. */
        @WithDefault("2s")
        @AtLeast("PT0S")
        Duration longestBackoff();
    }

    /** When a model is left alone. */
    interface Breaker {
        /** Calls of a model that are looked back on. */
        @WithDefault("20")
        @Min(1)
        int window();

        /** The share of them that must have failed. */
        @WithDefault("0.5")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double ratio();

        /** How long the model is left alone before it is probed. */
        @WithDefault("10s")
        @AtLeast("PT0.001S")
        Duration delay();

        /** A time-out counts as a failure of the model only when the call had at least that long. */
        @WithDefault("5s")
        @AtLeast("PT0S")
        Duration fairTime();

        /** A call that is given up counts when it had fair time and so many times its model's 95 % quantile. */
        @WithDefault("2")
        @DecimalMin("1")
        @DecimalMax("1000")
        double stuckAfter();
    }
}
