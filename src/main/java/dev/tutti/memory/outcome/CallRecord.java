package dev.tutti.memory.outcome;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Onward;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.Optional;

/**
 * One sub-call of a request. {@code layer} counts from 1; {@code servedModel} is what the provider said it served;
 * {@code attempts} counts retries in. A call without an answer has no sketch and no first byte. {@code warrant}: what is
 * known of the answer beside its sketch; empty where nothing is, and in rows from before. {@code onward}: of a call of a
 * cascade after which its rule was asked, what it said.
 */
public record CallRecord(
        CallRole role,
        int layer,
        ModelId model,
        Optional<String> servedModel,
        Usage usage,
        Usd cost,
        Optional<Duration> firstByte,
        Duration latency,
        int attempts,
        CallStatus status,
        Optional<AnswerSketch> sketch,
        Optional<Warrant> warrant,
        Optional<Onward> onward) {
    public CallRecord {
        if (layer < 1 || attempts < 0) {
            throw new IllegalArgumentException("layers count from 1, attempts from 0, were " + layer + ", " + attempts);
        }
    }

    /** A call of whose answer nothing is known but its sketch. */
    public CallRecord(
            CallRole role,
            int layer,
            ModelId model,
            Optional<String> servedModel,
            Usage usage,
            Usd cost,
            Optional<Duration> firstByte,
            Duration latency,
            int attempts,
            CallStatus status,
            Optional<AnswerSketch> sketch) {
        this(
                role,
                layer,
                model,
                servedModel,
                usage,
                cost,
                firstByte,
                latency,
                attempts,
                status,
                sketch,
                Optional.empty(),
                Optional.empty());
    }
}
