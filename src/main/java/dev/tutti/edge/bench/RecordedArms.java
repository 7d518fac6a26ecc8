package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.edge.practice.RecordedLines;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The arms of one line. An arm may leave out its tokens (characters / 4 stand for them), its dollars (the price list tells)
 * and its answer; its score it may not.
 */
final class RecordedArms {
    private static final int CHARACTERS_A_TOKEN = 4;

    private final JsonNode prices;

    RecordedArms(JsonNode prices) {
        this.prices = prices;
    }

    /** {@link IllegalArgumentException} that names the arm and the field, or the model without a price. */
    Map<String, RecordedPrompt.Arm> of(JsonNode row) {
        Map<String, RecordedPrompt.Arm> arms = new LinkedHashMap<>();
        row.path("arms")
                .properties()
                .forEach(arm -> arms.put(
                        arm.getKey(),
                        arm(arm.getKey(), arm.getValue(), row.path("prompt").asText())));
        return arms;
    }

    /** Whether other arms of the line were counted together in this one: a vote, and no plan of its own. */
    static boolean vote(JsonNode row, String name) {
        JsonNode calls = row.path("arms").path(name).path("calls");
        // Calls that all failed were none, of a vote or of anything else.
        return !calls.isEmpty()
                && calls.properties().stream().allMatch(call -> row.path("arms").has(call.getKey()));
    }

    /** Whether its dollars are no price times its own tokens. */
    static boolean billed(JsonNode arm) {
        return arm.path("cost_usd").isNumber() || arm.has("calls");
    }

    private RecordedPrompt.Arm arm(String name, JsonNode arm, String prompt) {
        double score = RecordedLines.score(name, arm);
        String answer = arm.path("a").asText("");
        long read = arm.path("in").asLong(tokens(prompt));
        long written = arm.path("out").asLong(tokens(answer));
        double usd = arm.path("cost_usd").isNumber() ? arm.path("cost_usd").asDouble() : usd(name, arm, read, written);
        return new RecordedPrompt.Arm(score, read, written, usd, answer);
    }

    private static long tokens(String text) {
        return Math.ceilDiv(text.length(), CHARACTERS_A_TOKEN);
    }

    private double usd(String name, JsonNode arm, long read, long written) {
        if (!arm.has("calls")) {
            return tariff(name).usd(read, written);
        }
        return arm.path("calls").properties().stream()
                .mapToDouble(call -> tariff(call.getKey())
                        .usd(
                                call.getValue().path(0).asLong(),
                                call.getValue().path(1).asLong()))
                .sum();
    }

    Tariff tariff(String model) {
        JsonNode price = prices.path(model);
        if (!price.path("input").isNumber() || !price.path("output").isNumber()) {
            throw new IllegalArgumentException("no cost_usd, and the price list has no input and output of " + model);
        }
        return new Tariff(price.path("input").asDouble(), price.path("output").asDouble());
    }
}
