package dev.tutti.learning.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the gate found: every check, and the figures they rest on. A challenger passes when every check does.
 * {@code offPolicy}: what rows with one scored answer say of it; empty where the log could never have run its choice.
 */
record GateReport(List<GateCheck> checks, SortedMap<String, Double> figures, Optional<OffPolicyEstimates> offPolicy) {
    GateReport {
        checks = List.copyOf(checks);
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        if (checks.isEmpty()) {
            throw new IllegalArgumentException("a gate makes at least 1 check, made 0");
        }
    }

    boolean passed() {
        return checks.stream().allMatch(GateCheck::passed);
    }

    /** Which checks failed, by how much; empty when none did. */
    String failures() {
        return checks.stream()
                .filter(check -> !check.passed())
                .map(check -> check.name() + ": " + check.says())
                .collect(Collectors.joining("; "));
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("passed", passed());
        ArrayNode list = json.putArray("checks");
        for (GateCheck check : checks) {
            list.addObject()
                    .put("name", check.name())
                    .put("value", rounded(check.value()))
                    .put("bound", rounded(check.bound()))
                    .put("passed", check.passed())
                    .put("says", check.says());
        }
        ObjectNode values = json.putObject("figures");
        figures.forEach((name, value) -> values.put(name, rounded(value)));
        offPolicy.ifPresent(estimates -> json.set("off_policy", estimates.toJson()));
        return json;
    }

    /** JSON has no infinity; what is not known is bounded by the largest number. */
    private static double rounded(double value) {
        double finite = Math.clamp(value, -1e9, 1e9);
        return Math.round(finite * 1e9) / 1e9;
    }
}
