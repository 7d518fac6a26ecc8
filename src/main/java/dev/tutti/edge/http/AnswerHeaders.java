package dev.tutti.edge.http;

import dev.tutti.memory.outcome.EmbeddingRow;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.serving.decision.Decision;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.RoutingOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code x-tutti-*} headers of an answer. */
final class AnswerHeaders {

    static final String REQUEST_ID = "x-tutti-request-id";
    static final String CACHE = "x-tutti-cache";

    private AnswerHeaders() {}

    /** What is known once the decision is made: all that a streamed answer can tell. */
    static Map<String, String> of(RequestId id, Decision decision, Duration overhead) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(REQUEST_ID, id.value());
        headers.put("x-tutti-strategy", decision.chosen().plan().strategy().wireName());
        headers.put(
                "x-tutti-models",
                decision.chosen().plan().models().stream()
                        .map(ModelId::value)
                        .map(AnswerHeaders::ascii)
                        .collect(Collectors.joining(",")));
        headers.put(
                "x-tutti-predicted-quality",
                Rounded.score(decision.chosen().prediction().quality()).toPlainString());
        headers.put("x-tutti-router-version", ascii(decision.receipt().routerVersion()));
        headers.put("x-tutti-overhead-ms", Rounded.millis(overhead).toPlainString());
        return headers;
    }

    static Map<String, String> of(RequestId id, Decision decision, Duration overhead, Usd cost) {
        Map<String, String> headers = of(id, decision, overhead);
        headers.put("x-tutti-cost-usd", cost.dollars().toPlainString());
        return headers;
    }

    /** Of embeddings: nothing was decided on them. */
    static Map<String, String> of(EmbeddingRow row, Duration overhead) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(REQUEST_ID, row.id().value());
        headers.put("x-tutti-models", ascii(row.model().value()));
        headers.put("x-tutti-overhead-ms", Rounded.millis(overhead).toPlainString());
        headers.put("x-tutti-cost-usd", row.cost().dollars().toPlainString());
        return headers;
    }

    /** Whether an answer was one that was given before, where the caller or its key asked for that. */
    static Map<String, String> recalled(RoutingOptions options, Decision decision) {
        boolean hit = decision.receipt().policy().equals(Receipt.CACHED);
        return options.recalls() ? Map.of(CACHE, hit ? "hit" : "miss") : Map.of();
    }

    /** A header's value holds nothing else. */
    private static String ascii(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c <= '~');
        return plain ? text : text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
