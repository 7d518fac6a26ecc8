package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.Strategy;
import dev.tutti.words.plan.StreamDraft;
import dev.tutti.words.plan.WhenInfeasible;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code routing} object, field by field; headers are brought into the same form first. */
final class RoutingForm {

    static final Set<String> KNOWN = Set.of(
            "quality_target",
            "max_cost_usd",
            "max_latency_ms",
            "task",
            "strategies",
            "models",
            "when_infeasible",
            "explore",
            "explain",
            "session",
            "cache",
            "plan",
            "stream_draft");

    static final Range QUALITY = Range.of("0", "1");
    static final Range COST = Range.of("0.000000000001", "1000000");
    static final Range LATENCY = Range.of("1", "3600000");
    private static final int PICODOLLAR_DIGITS = 12;

    /** From milliseconds on. */
    private static final int NANO_DIGITS = 6;

    private static final int LONGEST_TAG = 100;
    private static final int MOST_PATTERNS = 100;
    private static final String STRATEGIES =
            Arrays.stream(Strategy.values()).map(Strategy::wireName).collect(Collectors.joining(", "));
    private static final String POLICIES =
            Arrays.stream(WhenInfeasible.values()).map(WhenInfeasible::wireName).collect(Collectors.joining(", "));

    private final Fields fields;

    RoutingForm(Fields fields) {
        fields.allowOnly(KNOWN);
        this.fields = fields;
    }

    Fields fields() {
        return fields;
    }

    OptionalDouble qualityTarget() {
        Optional<BigDecimal> target = fields.number("quality_target", QUALITY);
        return target.map(value -> OptionalDouble.of(value.doubleValue())).orElse(OptionalDouble.empty());
    }

    Optional<Usd> maxCost() {
        return dollars(fields, "max_cost_usd");
    }

    /** Rounded down to what money is counted in, so that a cap is never raised. */
    static Optional<Usd> dollars(Fields fields, String name) {
        return fields.number(name, COST).map(value -> Usd.of(value.setScale(PICODOLLAR_DIGITS, RoundingMode.DOWN)));
    }

    Optional<Duration> maxLatency() {
        return fields.number("max_latency_ms", LATENCY)
                .map(value -> Duration.ofNanos(value.movePointRight(NANO_DIGITS).longValue()));
    }

    Optional<WhenInfeasible> whenInfeasible() {
        return fields.word("when_infeasible", WhenInfeasible::ofWireName, POLICIES);
    }

    /** A tag of the caller's own: {@code task}, {@code session}. */
    Optional<String> tag(String name) {
        Optional<String> tag = fields.text(name);
        if (tag.filter(text -> !isTag(text)).isPresent()) {
            throw fields.wrong(name, "1 to " + LONGEST_TAG + " printable characters");
        }
        return tag;
    }

    /** Only of an answer that is streamed: elsewhere there is nobody to show a draft to. */
    StreamDraft draft(boolean streamed) {
        Optional<StreamDraft> known = fields.value("stream_draft").map(this::draft);
        if (!streamed && known.filter(draft -> draft != StreamDraft.OFF).isPresent()) {
            throw Refusal.invalid(
                    fields.path("stream_draft"),
                    fields.path("stream_draft") + " is allowed only when stream is true, was "
                            + Shown.of(fields.value("stream_draft").orElseThrow()));
        }
        return known.orElse(StreamDraft.OFF);
    }

    private StreamDraft draft(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? StreamDraft.FIRST : StreamDraft.OFF;
        }
        if (value.isTextual() && value.textValue().equals("incremental")) {
            return StreamDraft.INCREMENTAL;
        }
        throw fields.wrong("stream_draft", "true, false or \"incremental\"");
    }

    Set<Strategy> strategies() {
        Set<Strategy> asked = EnumSet.noneOf(Strategy.class);
        for (String name : fields.texts("strategies", MOST_PATTERNS).orElse(List.of())) {
            asked.add(Strategy.ofWireName(name)
                    .orElseThrow(() -> Refusal.invalid(
                            fields.path("strategies"),
                            fields.path("strategies") + " holds " + Shown.quoted(name) + "; allowed are "
                                    + STRATEGIES)));
        }
        if (asked.isEmpty() && fields.value("strategies").isPresent()) {
            throw fields.wrong("strategies", "an array of at least one of " + STRATEGIES);
        }
        return asked;
    }

    ModelFilter models() {
        return models(fields);
    }

    /** The field {@code models} of an object. */
    static ModelFilter models(Fields fields) {
        return fields.object("models")
                .map(filter -> {
                    filter.allowOnly(Set.of("allow", "deny"));
                    return new ModelFilter(patterns(filter, "allow"), patterns(filter, "deny"));
                })
                .orElse(ModelFilter.ALL);
    }

    private static List<String> patterns(Fields filter, String name) {
        List<String> patterns = filter.texts(name, MOST_PATTERNS).orElse(List.of());
        filter.elements(
                name,
                MOST_PATTERNS,
                pattern -> !pattern.textValue().isBlank() && pattern.textValue().length() <= LONGEST_TAG,
                "a pattern of 1 to " + LONGEST_TAG + " characters");
        return patterns;
    }

    boolean flag(String name, boolean otherwise) {
        return fields.flag(name).orElse(otherwise);
    }

    private static boolean isTag(String text) {
        return !text.isBlank() && text.length() <= LONGEST_TAG && text.chars().noneMatch(Character::isISOControl);
    }
}
