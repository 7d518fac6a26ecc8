package dev.tutti.serving.execution;

import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.StableHash;
import java.util.HexFormat;
import java.util.Random;

/**
 * All chance in a run: a number made from the request's id alone, so that whoever has the log can make
 * every shuffle, delimiter and sampling seed again.
 */
record RequestSeed(long value) {
    /** Upstreams take seeds of 31 bits without a sign. */
    private static final long UPSTREAM_SEEDS = 0x7fffffffL;

    static RequestSeed of(RequestId id) {
        return new RequestSeed(StableHash.of(id.value()));
    }

    /** The seed of one layer. */
    RequestSeed layer(int layer) {
        return new RequestSeed(StableHash.mix(value + layer));
    }

    /** The sampling seed of the proposal at that place: different for different places. */
    long sample(int place) {
        return (StableHash.mix(value) + place) & UPSTREAM_SEEDS;
    }

    Random shuffle() {
        return new Random(value);
    }

    /** 16 hex digits that no proposer can know. */
    String code() {
        return HexFormat.of().toHexDigits(StableHash.mix(~value));
    }
}
