package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.edge.practice.RecordedArm;
import dev.tutti.edge.practice.RecordedLine;
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
    Map<String, RecordedPrompt.Arm> of(RecordedLine line) {
        Map<String, RecordedPrompt.Arm> arms = new LinkedHashMap<>();
        line.arms().forEach((name, arm) -> arms.put(name, arm(name, arm, line.prompt())));
        return arms;
    }

    /**
     * Whether other arms of the line were counted together in this one: a vote, and no plan of its own. A plan whose calls
     * all failed names none.
     */
    static boolean vote(RecordedLine line, RecordedArm arm) {
        return !arm.called().isEmpty() && line.arms().keySet().containsAll(arm.called());
    }

    /** Whether its dollars are no price times its own tokens. */
    static boolean billed(RecordedArm arm) {
        return arm.usd().isPresent() || arm.isOfCalls();
    }

    private RecordedPrompt.Arm arm(String name, RecordedArm arm, String prompt) {
        String answer = arm.answer().orElse("");
        long read = arm.read().orElse(tokens(prompt));
        long written = arm.written().orElse(tokens(answer));
        return new RecordedPrompt.Arm(arm.score(), read, written, usd(name, arm, read, written), answer);
    }

    private static long tokens(String text) {
        return Math.ceilDiv(text.length(), CHARACTERS_A_TOKEN);
    }

    private double usd(String name, RecordedArm arm, long read, long written) {
        return arm.usd().orElseGet(() -> priced(name, arm, read, written));
    }

    private double priced(String name, RecordedArm arm, long read, long written) {
        Map<String, RecordedArm.Call> calls = arm.calls();
        return calls.isEmpty()
                ? tariff(name).usd(read, written)
                : calls.entrySet().stream()
                        .mapToDouble(call -> tariff(call.getKey())
                                .usd(call.getValue().read(), call.getValue().written()))
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
}
