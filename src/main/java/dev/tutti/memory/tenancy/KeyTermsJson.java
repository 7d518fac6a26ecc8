package dev.tutti.memory.tenancy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.Period;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingDefaults;
import dev.tutti.words.plan.WhenInfeasible;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The JSON form of what holds for a key, in the store and on the wire: what does not hold has no field. Additive: a reader
 * passes over fields that it does not know.
 */
public final class KeyTermsJson {
    public static final String MODELS = "models";
    public static final String REQUESTS_PER_MINUTE = "requests_per_minute";
    public static final String TOKENS_PER_MINUTE = "tokens_per_minute";

    public static final String DEFAULTS = "defaults";
    public static final String QUALITY_TARGET = "quality_target";
    public static final String MAX_COST = "max_cost_usd";
    public static final String MAX_LATENCY = "max_latency_ms";
    public static final String WHEN_INFEASIBLE = "when_infeasible";
    public static final String TASK = "task";
    public static final String CACHE = "cache";

    /** From milliseconds on. */
    private static final int NANO_DIGITS = 6;

    private static final String ALLOW = "allow";
    private static final String DENY = "deny";

    private KeyTermsJson() {}

    public static ObjectNode write(KeyTerms terms) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        terms.budgets()
                .forEach(limit -> json.put(budget(limit.period()), limit.most().dollars()));
        if (!terms.models().equals(ModelFilter.ALL)) {
            ObjectNode models = json.putObject(MODELS);
            terms.models().allow().forEach(models.putArray(ALLOW)::add);
            terms.models().deny().forEach(models.putArray(DENY)::add);
        }
        terms.rates().requests().ifPresent(most -> json.put(REQUESTS_PER_MINUTE, most));
        terms.rates().tokens().ifPresent(most -> json.put(TOKENS_PER_MINUTE, most));
        if (!terms.defaults().equals(RoutingDefaults.NONE)) {
            json.set(DEFAULTS, write(terms.defaults()));
        }
        return json;
    }

    private static ObjectNode write(RoutingDefaults defaults) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        defaults.qualityTarget().ifPresent(target -> json.put(QUALITY_TARGET, target));
        defaults.maxCost().ifPresent(cost -> json.put(MAX_COST, cost.dollars()));
        defaults.maxLatency().ifPresent(time -> json.put(MAX_LATENCY, millis(time)));
        defaults.whenInfeasible().ifPresent(what -> json.put(WHEN_INFEASIBLE, what.wireName()));
        defaults.task().ifPresent(task -> json.put(TASK, task));
        defaults.cache().ifPresent(cache -> json.put(CACHE, cache));
        return json;
    }

    private static BigDecimal millis(Duration time) {
        BigDecimal exact = BigDecimal.valueOf(time.toNanos(), NANO_DIGITS).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /** {@link RuntimeException} where it was not written so. */
    public static KeyTerms read(JsonNode json) {
        List<Limit> budgets = new ArrayList<>();
        for (Period period : Period.values()) {
            JsonNode most = json.path(budget(period));
            if (!most.isMissingNode()) {
                budgets.add(new Limit(period, Usd.of(most.decimalValue())));
            }
        }
        JsonNode models = json.path(MODELS);
        return new KeyTerms(
                budgets,
                new ModelFilter(texts(models.path(ALLOW)), texts(models.path(DENY))),
                new RateLimits(whole(json.path(REQUESTS_PER_MINUTE)), whole(json.path(TOKENS_PER_MINUTE))),
                defaults(json.path(DEFAULTS)));
    }

    private static RoutingDefaults defaults(JsonNode json) {
        JsonNode quality = json.path(QUALITY_TARGET);
        return new RoutingDefaults(
                quality.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(quality.doubleValue()),
                there(json.path(MAX_COST)).map(cost -> Usd.of(cost.decimalValue())),
                there(json.path(MAX_LATENCY))
                        .map(time -> Duration.ofNanos(
                                time.decimalValue().movePointRight(NANO_DIGITS).longValue())),
                there(json.path(WHEN_INFEASIBLE))
                        .map(what -> WhenInfeasible.ofWireName(what.textValue()).orElseThrow()),
                there(json.path(TASK)).map(JsonNode::textValue),
                there(json.path(CACHE)).map(JsonNode::booleanValue));
    }

    private static Optional<JsonNode> there(JsonNode field) {
        return Optional.of(field).filter(value -> !value.isMissingNode());
    }

    private static OptionalLong whole(JsonNode number) {
        return number.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(number.longValue());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    /** The field of the budget of that period. */
    public static String budget(Period period) {
        return period.adjective() + "_budget_usd";
    }
}
