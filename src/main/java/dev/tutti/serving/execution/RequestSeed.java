package dev.tutti.serving.execution;

import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.StableHash;
import java.util.Random;

/**
 * All chance in a run: a number made from the request's id alone, so that whoever has the log can make every shuffle and
 * sampling seed again. Only the codes of delimiters are beyond everybody: they are made with a secret, since a number can
 * be reckoned back from what was made of it.
 */
record RequestSeed(long value, Codes codes) {
    /** Upstreams take seeds of 31 bits without a sign. */
    private static final long UPSTREAM_SEEDS = 0x7fffffffL;

    static RequestSeed of(RequestId id, Codes codes) {
        return new RequestSeed(StableHash.of(id.value()), codes);
    }

    /** The seed of one layer. */
    RequestSeed layer(int layer) {
        return new RequestSeed(StableHash.mix(value + layer), codes);
    }

    /** The sampling seed of the proposal at that place: different for different places. */
    long sample(int place) {
        return (StableHash.mix(value) + place) & UPSTREAM_SEEDS;
    }

    Random shuffle() {
        return new Random(value);
    }

    /** 16 hex digits that no proposer can know, not even one that was shown those of another layer. */
    String code() {
        return codes.of(value);
    }
}
