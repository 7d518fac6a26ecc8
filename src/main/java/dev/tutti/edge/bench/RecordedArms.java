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

    /**
     * Whether other arms of the line were counted together in this one: a vote, and no plan of its own. A plan whose calls
     * all failed names none.
     */
    static boolean vote(JsonNode row, String name) {
        JsonNode calls = row.path("arms").path(name).path("calls");
        return !calls.isEmpty()
                && calls.properties().stream().allMatch(call -> row.path("arms").has(call.getKey()));
    }

    /** Whether its dollars are no price times its own tokens. */
    static boolean billed(JsonNode arm) {
        return arm.path("cost_usd").isNumber() || arm.has("calls");
    }

    private RecordedPrompt.Arm arm(String name, JsonNode arm, String prompt) {
        require(arm.isObject(), name, "it is an object", arm);
        double score = RecordedLines.score(name, arm);
        JsonNode said = arm.path("a");
        require(!said.isContainerNode(), name, "a is a string", said);
        String answer = said.asText("");
        long read = tokens(name, arm, "in", prompt);
        long written = tokens(name, arm, "out", answer);
        return new RecordedPrompt.Arm(score, read, written, usd(name, arm, read, written), answer);
    }

    private static long tokens(String name, JsonNode arm, String field, String text) {
        JsonNode count = arm.path(field);
        if (count.isMissingNode() || count.isNull()) {
            return Math.ceilDiv(text.length(), CHARACTERS_A_TOKEN);
        }
        return tokens(name, field, count);
    }

    private static long tokens(String name, String field, JsonNode count) {
        require(
                count.isNumber() && count.canConvertToLong() && count.longValue() >= 0,
                name,
                field + " is a number of tokens, 0 or more",
                count);
        return count.longValue();
    }

    private double usd(String name, JsonNode arm, long read, long written) {
        JsonNode bill = arm.path("cost_usd");
        if (!bill.isMissingNode() && !bill.isNull()) {
            require(bill.isNumber() && bill.asDouble() >= 0, name, "cost_usd is a number, 0 or more", bill);
            return bill.asDouble();
        }
        return arm.path("calls").isEmpty() ? tariff(name).usd(read, written) : calls(name, arm.path("calls"));
    }

    private double calls(String name, JsonNode calls) {
        require(calls.isObject(), name, "calls is an object of [in, out] by model", calls);
        return calls.properties().stream()
                .mapToDouble(call -> tariff(call.getKey())
                        .usd(
                                tokens(
                                        name,
                                        "calls." + call.getKey() + "[0]",
                                        call.getValue().path(0)),
                                tokens(
                                        name,
                                        "calls." + call.getKey() + "[1]",
                                        call.getValue().path(1))))
                .sum();
    }

    Tariff tariff(String model) {
        JsonNode price = prices.path(model);
        if (!price.path("input").isNumber() || !price.path("output").isNumber()) {
            throw new IllegalArgumentException("no cost_usd, and the price list has no input and output of " + model);
        }
        return new Tariff(usd(model, price, "input"), usd(model, price, "output"));
    }

    private static double usd(String model, JsonNode price, String field) {
        double usd = price.path(field).asDouble();
        if (!(usd >= 0)) {
            throw new IllegalArgumentException(
                    "the price list's " + field + " of " + model + " is 0 or more, was " + usd);
        }
        return usd;
    }

    private static void require(boolean holds, String name, String rule, JsonNode was) {
        if (!holds) {
            throw new IllegalArgumentException("arm " + name + ": " + rule + ", was " + was);
        }
    }
}
