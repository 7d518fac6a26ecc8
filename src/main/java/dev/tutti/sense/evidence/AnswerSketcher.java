package dev.tutti.sense.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.chat.StableHash;
import java.util.Optional;

/**
 * What reads an answer once and keeps its {@link AnswerSketch}: pure, in time linear in the text. A short answer is looked
 * for in this order: JSON (its field {@code answer} when it has one, else the whole of it, keys sorted), the last mark such
 * as {@code \boxed{..}}, {@code #### ..} or "the answer is ..", the whole text when it is short.
 */
public final class AnswerSketcher {
    private AnswerSketcher() {}

    /** {@code jsonDemanded}: the request asked for JSON, so an answer that is none is flawed. */
    public static AnswerSketch sketch(String text, String finishReason, boolean jsonDemanded) {
        Optional<JsonNode> json = AnswerJson.find(text);
        Optional<String> brief = brief(text, json);
        Flaw flaw = Flaws.of(text, finishReason, jsonDemanded && json.isEmpty(), brief.isPresent());
        return new AnswerSketch(
                brief.map(StableHash::of).orElse(0L), SimHash.of(text), brief.isPresent(), text.length(), flaw);
    }

    private static Optional<String> brief(String text, Optional<JsonNode> json) {
        Optional<String> found = json.isPresent()
                ? json.map(AnswerJson::canonical)
                : ShortAnswer.find(text).map(Canonical::of);
        return found.filter(answer -> !answer.isEmpty());
    }
}
