package dev.tutti.edge.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What moments of idleness, one after the other, say together. Pools and windows breathe, so that no two moments compare:
 * what a request leaves for good is a slope through all of them, and what piles up is more at every later moment than at
 * any earlier one.
 */
record Held(List<Moment> moments) {
    private static final int LEAST = 6;

    /** The promise, of each request. */
    private static final double MOST_BYTES = 50;

    /** Of descriptors, and of threads. */
    private static final long FEW = 5;

    /** What one request has on its way at once; a pool keeps what all callers together needed. */
    private static final long CALLS = 4;

    Held {
        moments = List.copyOf(moments);
        if (moments.size() < LEAST) {
            throw new IllegalArgumentException(
                    "a growth shows over at least " + LEAST + " moments, had " + moments.size());
        }
    }

    /** Bytes of the heap by which a request makes it grow: the least-squares slope. */
    double bytesPerRequest() {
        double requests = moments.stream().mapToLong(Moment::requests).average().orElseThrow();
        double bytes = moments.stream().mapToLong(Moment::heapBytes).average().orElseThrow();
        double together = 0;
        double alone = 0;
        for (Moment moment : moments) {
            together += (moment.requests() - requests) * (moment.heapBytes() - bytes);
            alone += (moment.requests() - requests) * (moment.requests() - requests);
        }
        return together / alone;
    }

    /** By how much the least of the last third exceeds the most of the first; 0 or less where nothing piles up. */
    long growth(ToLongFunction<Moment> what) {
        int third = moments.size() / 3;
        long earlier = moments.subList(0, third).stream().mapToLong(what).max().orElseThrow();
        long later = moments.subList(moments.size() - third, moments.size()).stream()
                .mapToLong(what)
                .min()
                .orElseThrow();
        return later - earlier;
    }

    /** What breaks the promise, a sentence each. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (bytesPerRequest() > MOST_BYTES) {
            broken.add(
                    "%.1f bytes are retained per request, promised are %.0f".formatted(bytesPerRequest(), MOST_BYTES));
        }
        if (growth(Moment::descriptors) > FEW) {
            broken.add("open descriptors grow by " + growth(Moment::descriptors));
        }
        if (growth(Moment::connections) > CALLS * SoakCallers.CALLERS) {
            broken.add("connections to upstreams grow by " + growth(Moment::connections));
        }
        if (growth(Moment::threads) > FEW) {
            broken.add("threads grow by " + growth(Moment::threads));
        }
        if (moments.stream().anyMatch(moment -> moment.reservedUsd() != 0)) {
            broken.add("money stays reserved when nothing runs");
        }
        if (moments.stream().anyMatch(moment -> moment.inside() != 0)) {
            broken.add("requests stay inside when nobody waits for them");
        }
        return broken;
    }
}
