package dev.tutti.edge.practice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one arm made of a recorded prompt: a model, a plan of many calls, or a vote over others. Each field is checked when it
 * is asked for, and {@link IllegalArgumentException} names arm, field, what is allowed and what was there.
 */
public final class RecordedArm {
    private static final String CALLS = "calls";

    private final String name;
    private final JsonNode json;

    RecordedArm(String name, JsonNode json) {
        this.name = name;
        this.json = json;
        require(json.isObject(), "it is an object", json);
    }

    /** 0 to 1. */
    public double score() {
        double score = json.path("q").asDouble(-1);
        require(score >= 0 && score <= 1, "q is a number, 0 to 1", json.path("q"));
        return score;
    }

    /** Tokens of the prompt, where they are on record. */
    public OptionalLong read() {
        return tokens("in");
    }

    /** Tokens of the answer, where they are on record. */
    public OptionalLong written() {
        return tokens("out");
    }

    /** Dollars, where they are on record. */
    public OptionalDouble usd() {
        JsonNode usd = json.path("cost_usd");
        if (isAbsent(usd)) {
            return OptionalDouble.empty();
        }
        require(usd.isNumber() && usd.asDouble() >= 0, "cost_usd is a number, 0 or more", usd);
        return OptionalDouble.of(usd.asDouble());
    }

    /** The short answer; empty where there was none, or none that could be read. */
    public Optional<String> answer() {
        JsonNode answer = json.path("a");
        require(!answer.isContainerNode(), "a is a string", answer);
        return isAbsent(answer) ? Optional.empty() : Optional.of(answer.asText());
    }

    /** Whether the file keeps answers of this arm at all. */
    public boolean keepsAnswers() {
        return json.has("a");
    }

    /** Whether it is of many calls, though all may have failed and none be named. */
    public boolean isOfCalls() {
        return json.has(CALLS);
    }

    /** Whom it called. */
    public Set<String> called() {
        return json.path(CALLS).properties().stream().map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet());
    }

    /** What each of its calls read and wrote, by who was called. */
    public Map<String, Call> calls() {
        JsonNode all = json.path(CALLS);
        require(all.isEmpty() || all.isObject(), "calls is an object of [in, out] by model", all);
        Map<String, Call> calls = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> call : all.properties()) {
            String at = CALLS + "." + call.getKey();
            calls.put(
                    call.getKey(),
                    new Call(
                            count(at + "[0]", call.getValue().path(0)),
                            count(at + "[1]", call.getValue().path(1))));
        }
        return calls;
    }

    /** Tokens that one call read and wrote. */
    public record Call(long read, long written) {}

    private OptionalLong tokens(String field) {
        JsonNode count = json.path(field);
        return isAbsent(count) ? OptionalLong.empty() : OptionalLong.of(count(field, count));
    }

    private long count(String field, JsonNode count) {
        require(count.canConvertToLong() && count.longValue() >= 0, field + " is a number of tokens, 0 or more", count);
        return count.longValue();
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private void require(boolean holds, String rule, JsonNode was) {
        if (!holds) {
            throw new IllegalArgumentException("arm " + name + ": " + rule + ", was " + was);
        }
    }
}
