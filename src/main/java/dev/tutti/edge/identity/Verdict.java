package dev.tutti.edge.identity;

import java.time.Instant;
import java.util.Map;

/** What a token is found to be. */
sealed interface Verdict {
    /** It holds, until that moment at most. */
    record Holds(Map<String, Object> claims, Instant until) implements Verdict {
        @Override
        public String toString() {
            return "a token that holds until " + until;
        }
    }

    /** It does not, whoever looks. */
    record Fails(String why) implements Verdict {}

    /** It names a key that is not among those it was checked by. */
    record KeyMissing() implements Verdict {}
}
