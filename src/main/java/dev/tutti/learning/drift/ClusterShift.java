package dev.tutti.learning.drift;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether the clusters of the latest {@value #RECENT} prompts are those of the prompts that a release learned from: at an
 * index of {@value #MOVED} they are not, and are again below {@value #BACK}. Never says anything of fewer prompts than
 * that on either side. Not safe for threads.
 */
final class ClusterShift {
    static final int RECENT = 1_000;
    /** The usual reading of the index: above a quarter the population is another one. */
    static final double MOVED = 0.25;
    /** Below the first threshold, so that an index that lingers there is one event. */
    static final double BACK = 0.2;

    private final Histogram before;
    private final Histogram now;
    private final int[] latest;
    private long seen;
    private Optional<Instant> since;

    ClusterShift(Histogram before) {
        this(before, new Histogram(), new int[RECENT], 0, Optional.empty());
    }

    private ClusterShift(Histogram before, Histogram now, int[] latest, long seen, Optional<Instant> since) {
        this.before = before;
        this.now = now;
        this.latest = latest;
        this.seen = seen;
        this.since = since;
    }

    ClusterShift copy() {
        return new ClusterShift(before, now.copy(), latest.clone(), seen, since);
    }

    /** The cluster, from 0, of a further prompt. */
    void add(int cluster, Instant at) {
        int slot = (int) (seen++ % RECENT);
        if (seen > RECENT) {
            now.add(latest[slot], -1);
        }
        latest[slot] = cluster;
        now.add(cluster, 1);
        if (seen >= RECENT && before.total() >= RECENT) {
            judge(at);
        }
    }

    private void judge(Instant at) {
        double index = PopulationStability.index(before.counts(), now.counts());
        if (index >= MOVED && since.isEmpty()) {
            since = Optional.of(at);
        } else if (index < BACK) {
            since = Optional.empty();
        }
    }

    /** When the latest prompts were found to be others; empty while they are not. */
    Optional<Instant> since() {
        return since;
    }

    /** How many prompts lie in each cluster; it grows with the clusters that it meets. */
    static final class Histogram {
        private int[] counts = {};
        private long total;

        void add(int cluster, int times) {
            if (cluster >= counts.length) {
                counts = Arrays.copyOf(counts, cluster + 1);
            }
            counts[cluster] += times;
            total += times;
        }

        Histogram copy() {
            Histogram copy = new Histogram();
            copy.counts = counts.clone();
            copy.total = total;
            return copy;
        }

        private int[] counts() {
            return counts;
        }

        private long total() {
            return total;
        }
    }
}
