package dev.tutti.serving.provider;

import dev.tutti.words.chat.ModelId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latencies of each model's last answered calls, up to a fixed number; silent below a least number of them. Until then
 * it knows the longest time that a call took or was given up after: without that a model that is slower than expected
 * would be given up for ever, since no answer would ever say so.
 */
final class LatencyWindow implements Latencies {
    private static final int LEAST = 5;

    private final int size;
    private final Map<ModelId, Ring> rings = new ConcurrentHashMap<>();

    LatencyWindow(int size) {
        if (size < LEAST) {
            throw new IllegalArgumentException("a latency window holds at least " + LEAST + " calls, was " + size);
        }
        this.size = size;
    }

    void add(ModelId model, Duration latency) {
        rings.computeIfAbsent(model, _ -> new Ring(size)).add(latency.toNanos());
    }

    /** A call that ended without an answer after that long, though nothing was wrong with it. */
    void givenUp(ModelId model, Duration elapsed) {
        rings.computeIfAbsent(model, _ -> new Ring(size)).givenUp(elapsed.toNanos());
    }

    @Override
    public Duration atLeast(ModelId model) {
        Ring ring = rings.get(model);
        return ring == null ? Duration.ZERO : ring.atLeast();
    }

    @Override
    public Optional<Duration> quantile(ModelId model, double quantile) {
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("a quantile is 0 to 1, was " + quantile);
        }
        Ring ring = rings.get(model);
        return ring == null ? Optional.empty() : ring.quantile(quantile);
    }

    private static final class Ring {
        private final long[] nanos;
        /** The same in order, as many as were added: it is asked after every call. */
        private final long[] ordered;

        private int added;
        private int next;
        /** Of all calls, answered or not, while too few were answered. */
        private long longest;

        Ring(int size) {
            this.nanos = new long[size];
            this.ordered = new long[size];
        }

        synchronized void givenUp(long elapsed) {
            longest = Math.max(longest, elapsed);
        }

        synchronized Duration atLeast() {
            return added < LEAST ? Duration.ofNanos(longest) : Duration.ZERO;
        }

        synchronized void add(long latency) {
            longest = Math.max(longest, latency);
            if (added == nanos.length) {
                remove(nanos[next]);
            }
            insert(latency);
            nanos[next] = latency;
            next = (next + 1) % nanos.length;
        }

        private void remove(long latency) {
            int at = Arrays.binarySearch(ordered, 0, added, latency);
            System.arraycopy(ordered, at + 1, ordered, at, added - at - 1);
            added--;
        }

        private void insert(long latency) {
            int found = Arrays.binarySearch(ordered, 0, added, latency);
            int at = found < 0 ? -found - 1 : found;
            System.arraycopy(ordered, at, ordered, at + 1, added - at);
            ordered[at] = latency;
            added++;
        }

        synchronized Optional<Duration> quantile(double quantile) {
            if (added < LEAST) {
                return Optional.empty();
            }
            // The nearest rank: the smallest value with at least that share of the calls at or below it.
            int rank = Math.max(1, (int) Math.ceil(quantile * added));
            return Optional.of(Duration.ofNanos(ordered[rank - 1]));
        }
    }
}
