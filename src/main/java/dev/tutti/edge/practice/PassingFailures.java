package dev.tutti.edge.practice;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failures that pass: a question that was just refused with a played failure is answered when it is asked again, as a busy
 * endpoint's would be. Remembers a bounded number of questions. For one thread.
 */
final class PassingFailures {
    private static final int MOST = 1_000;

    private final Map<Chance, Boolean> refused = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Chance, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Whether this failure of that question is to be played: every other time. */
    boolean strikes(String question) {
        Chance digest = Chance.of(0).with(question);
        if (refused.remove(digest) != null) {
            return false;
        }
        refused.put(digest, true);
        return true;
    }
}
