package dev.tutti.sense.evidence;

import java.util.Optional;

/**
 * What speaks for or against an answer by itself, beside what it says: {@code logprob}, the mean natural log-probability
 * of its tokens, at most 0, where its provider told them; {@code verified}, whether the verifier of its task accepts it,
 * where there is one that can judge it.
 */
public record Warrant(Optional<Double> logprob, Optional<Boolean> verified) {
    /** Nobody knows anything. */
    public static final Warrant NONE = new Warrant(Optional.empty(), Optional.empty());

    public Warrant {
        if (logprob.filter(mean -> !(mean <= 0) || Double.isInfinite(mean)).isPresent()) {
            throw new IllegalArgumentException("a mean log-probability is finite and at most 0, was " + logprob.get());
        }
    }

    /** Whether the verifier has turned the answer down. */
    public boolean rejected() {
        return verified.equals(Optional.of(false));
    }

    boolean accepted() {
        return verified.equals(Optional.of(true));
    }

    boolean likely(double least) {
        return logprob.filter(mean -> mean >= least).isPresent();
    }
}
