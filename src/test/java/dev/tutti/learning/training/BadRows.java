package dev.tutti.learning.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeJson;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rows that may not train, one for each reason. Those that cannot exist at all (a score that is no number or not 0 to 1, no
 * propensity) are refused where rows come in: see {@code ImportReaderTest}.
 */
final class BadRows {
    private BadRows() {}

    static List<LabelledRow> like(LabelledRow good) throws JsonProcessingException {
        return List.of(
                good,
                changed(good, "left", row -> row.put("ending", "cancelled")),
                changed(good, "unscored", row -> row.without("labels")),
                changed(good, "early", BadRows::scoredByAPersonJustNow),
                changed(good, "future", row -> row.put("at", after(Duration.ofDays(400)))),
                changed(good, "old", row -> {
                    row.withObject("/features").put("schema", 99);
                    return row;
                }),
                changed(good, "unknown", row -> {
                    row.withObject("/plan").put("model", "real/nobody-knows");
                    return row;
                }),
                changed(good, "unlikely", row -> row.put("propensity", 1e-9)));
    }

    private static ObjectNode scoredByAPersonJustNow(ObjectNode row) {
        row.put("at", after(Duration.ofMinutes(-1)));
        row.putArray("labels").addObject().put("score", 1).put("source", "user").put("at", after(Duration.ZERO));
        return row;
    }

    private static String after(Duration duration) {
        return LoggedWorld.NOW.plus(duration).toString();
    }

    private static LabelledRow changed(LabelledRow good, String id, UnaryOperator<ObjectNode> change)
            throws JsonProcessingException {
        ObjectNode row = change.apply(OutcomeJson.toJson(good)).put("id", id);
        // A prompt of its own: else it would be known from the good row.
        return OutcomeJson.labelledOf(row.put("prompt_hash", id));
    }
}
