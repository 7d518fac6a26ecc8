package dev.tutti.edge.http;

import dev.tutti.memory.outcome.CallRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of a request's time that was not spent waiting for upstreams: its whole time less the longest call of each
 * layer, since calls of one layer run side by side and layers one after the other. Never negative.
 */
final class Overhead {

    private Overhead() {}

    static Duration of(Duration whole, List<CallRecord> calls) {
        Map<Integer, Duration> longest = new TreeMap<>();
        for (CallRecord call : calls) {
            longest.merge(call.layer(), call.latency(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
        Duration waited = longest.values().stream().reduce(Duration.ZERO, Duration::plus);
        Duration own = whole.minus(waited);
        return own.isNegative() ? Duration.ZERO : own;
    }
}
