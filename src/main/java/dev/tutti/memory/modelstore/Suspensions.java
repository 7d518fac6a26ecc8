package dev.tutti.memory.modelstore;

import java.util.Set;

/**
 * The promises that the monitor suspects, as of its last look: {@code learning} replaces the whole picture, and the
 * decision asks it. Never blocks; safe for many threads.
 */
public final class Suspensions {
    private volatile Set<Suspended> all = Set.of();

    /** A promise of a release, by its segment. */
    public record Suspended(String release, String segment) {}

    public boolean holds(String release, Certificate certificate) {
        return all.contains(new Suspended(release, certificate.segment()));
    }

    public int count() {
        return all.size();
    }

    public void replace(Set<Suspended> now) {
        all = Set.copyOf(now);
    }
}
