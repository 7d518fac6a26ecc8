package dev.tutti.edge.practice;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The time that calls would have taken at latency scale 1, of their persona's medians: what was measured while nothing
 * waited says nothing and differs from run to run.
 */
final class SimulatedTime {
    private static final double NANOS = 1e6;
    private static final Map<String, Persona> PERSONAS =
            Personas.cast().stream().collect(Collectors.toMap(p -> p.id().value(), Function.identity()));

    private SimulatedTime() {}

    static CallRecord of(CallRecord call) {
        Persona persona = PERSONAS.get(call.model().value());
        if (persona == null || call.status() != CallStatus.OK) {
            throw new IllegalStateException("a simulated call of " + call.model() + " ended " + call.status());
        }
        Duration first = millis(persona.firstMillis());
        long tokens = call.usage().completion().count();
        return new CallRecord(
                call.role(),
                call.layer(),
                call.model(),
                call.servedModel(),
                call.usage(),
                call.cost(),
                call.firstByte().map(_ -> first),
                first.plus(millis(persona.tokenMillis() * tokens)),
                call.attempts(),
                call.status(),
                call.sketch());
    }

    /** Layers one after the other, the calls of each at once. */
    static Duration total(List<CallRecord> calls) {
        Map<Integer, Duration> layers = new TreeMap<>();
        for (CallRecord call : calls) {
            layers.merge(call.layer(), call.latency(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
        return layers.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * NANOS));
    }
}
