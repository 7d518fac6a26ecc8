package dev.tutti.serving.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.catalogue.Api;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.Aggregation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is believed of models and plans before anything was measured here: one place, each number with its source. All of
 * them give way to the router model and to live latencies as soon as these speak. What a plan's shape makes of its panel's
 * gain stands in {@link dev.tutti.words.plan.PanelGain}, a model's expected score by its size in {@link
 * dev.tutti.words.catalogue.PriorQuality}: the router model reads them too.
 */
final class Priors {
    /** How much less sure an ensemble's composite prior is than its least sure member. */
    static final double ENSEMBLE_HALF_WIDTH = 0.05;

    /** Prompts of fewer tokens no provider keeps (Anthropic: 1,024 to 4,096 by the model). */
    static final long LEAST_CACHED = 1_024;

    /**
     * How alike different models fail, as the intra-class correlation of a beta-binomial: with 0.5 it gives pass@3 of 0.91
     * for members of 0.80 and 0.73 for 0.55; recorded on ZeroEval: 0.91 and 0.70.
     */
    static final double CORRELATION_OF_MODELS = 0.5;

    /** Samples of one model fail more alike; assumed, no public set at hand has several samples of one model. */
    static final double CORRELATION_OF_SAMPLES = 0.7;

    /** How many times a proposer's quality the aggregator's counts (reported for arXiv 2406.04692: about twice). */
    static final double AGGREGATOR_WEIGHT = 2;

    /** How often two wrong answers are equal; assumed. */
    static final double SAME_MISTAKE = 0.3;

    /** Tokens written at quantiles 0.5, 0.95, 0.99: ZeroEval's 148, 433, 966, times 1.5 for answers in prose. */
    static final long OUTPUT_MEDIAN = 220;

    static final long OUTPUT_P95 = 650;
    static final long OUTPUT_P99 = 1450;

    private static final List<Map.Entry<String, Double>> TOKENS_PER_ESTIMATED = List.of(
            Map.entry("gpt", 1.1),
            Map.entry("llama", 1.15),
            Map.entry("gemini", 1.15),
            Map.entry("qwen", 1.15),
            Map.entry("deepseek", 1.15),
            Map.entry("claude", 1.25));
    private static final double TOKENS_PER_ESTIMATED_ELSE = 1.2;

    /** Anthropic's own instructions for calling tools; its documents say 313 to 346 for most models. */
    private static final long TOOLS_OF_MESSAGES = 350;

    private static final long FORM_IN_WORDS = 30;

    private Priors() {}

    /**
     * The share of {@code pass@n - p} that an aggregation brings home. Vote: recorded on ZeroEval 0.28 (small members) to
     * 0.53 (strong ones). The two others are assumed near it, since the papers disagree on which is better.
     */
    static double efficiency(Aggregation aggregation) {
        return switch (aggregation) {
            case Aggregation.Vote vote -> 0.35;
            case Aggregation.Synthesise synthesise -> 0.35;
            case Aggregation.Select select -> 0.4;
        };
    }

    /** Time to the first token, and tokens a second after it: usual figures of hosted models of that size. */
    static Duration latency(SizeClass size, long tokens) {
        return switch (size) {
            case SMALL -> time(300, 140, tokens);
            case MEDIUM -> time(400, 100, tokens);
            case LARGE -> time(600, 75, tokens);
            case FRONTIER -> time(800, 65, tokens);
        };
    }

    private static Duration time(long firstMillis, long perSecond, long tokens) {
        return Duration.ofMillis(firstMillis + tokens * 1000 / perSecond);
    }

    /** A safety factor on estimated prompt tokens: tokenizer families differ, and a budget must hold for all. */
    static double promptSafety(String family) {
        String lower = family.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, Double> known : TOKENS_PER_ESTIMATED) {
            if (lower.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        return TOKENS_PER_ESTIMATED_ELSE;
    }

    /** Tokens of a prompt that no request holds: how tools are called, and the words that stand for a JSON form. */
    static long addedByApi(Api api, ChatRequest request) {
        JsonNode body = request.body();
        boolean json = body.path("response_format").path("type").asText().startsWith("json");
        return switch (api) {
            case OPENAI -> 0;
            case ANTHROPIC -> (body.path("tools").isEmpty() ? 0 : TOOLS_OF_MESSAGES) + (json ? FORM_IN_WORDS : 0);
        };
    }
}
