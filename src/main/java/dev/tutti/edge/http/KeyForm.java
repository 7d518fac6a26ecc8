package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.KeyTerms;
import dev.tutti.memory.tenancy.KeyTermsJson;
import dev.tutti.memory.tenancy.RateLimits;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.memory.tenancy.StoredKey;
import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.Period;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.plan.RoutingDefaults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** A key that somebody wants made, as it came: its name, what it may do and what is to hold for it. */
record KeyForm(KeyId name, Set<Scope> scopes, KeyTerms terms) {

    private static final Set<String> KNOWN = Set.of(
            "name",
            "scopes",
            KeyTermsJson.budget(Period.DAY),
            KeyTermsJson.budget(Period.MONTH),
            KeyTermsJson.MODELS,
            KeyTermsJson.REQUESTS_PER_MINUTE,
            KeyTermsJson.TOKENS_PER_MINUTE,
            KeyTermsJson.DEFAULTS);
    private static final Set<String> KNOWN_DEFAULTS = Set.of(
            KeyTermsJson.QUALITY_TARGET,
            KeyTermsJson.MAX_COST,
            KeyTermsJson.MAX_LATENCY,
            KeyTermsJson.WHEN_INFEASIBLE,
            KeyTermsJson.TASK,
            KeyTermsJson.CACHE);
    private static final int MOST_PATTERNS = 100;
    private static final long MOST_PER_MINUTE = 1_000_000_000_000L;
    private static final String SCOPES =
            Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.joining(", "));

    static KeyForm read(Fields fields) {
        fields.allowOnly(KNOWN);
        return new KeyForm(name(fields), scopes(fields), terms(fields));
    }

    private static KeyTerms terms(Fields fields) {
        RateLimits rates = new RateLimits(
                rate(fields, KeyTermsJson.REQUESTS_PER_MINUTE), rate(fields, KeyTermsJson.TOKENS_PER_MINUTE));
        requireSome(fields);
        return new KeyTerms(budgets(fields), RoutingForm.models(fields), rates, defaults(fields));
    }

    /** An empty list would permit all, and whoever made it by a script meant none. */
    private static void requireSome(Fields fields) {
        fields.object("models")
                .filter(models -> models.array("allow", MOST_PATTERNS)
                        .filter(List::isEmpty)
                        .isPresent())
                .ifPresent(models -> {
                    throw models.wrong("allow", "an array of at least one pattern; without it all models are allowed");
                });
    }

    /** Each as in the routing object of a request. */
    private static RoutingDefaults defaults(Fields fields) {
        Optional<Fields> given = fields.object(KeyTermsJson.DEFAULTS);
        given.ifPresent(defaults -> defaults.allowOnly(KNOWN_DEFAULTS));
        return given.map(RoutingForm::new)
                .map(form -> new RoutingDefaults(
                        form.qualityTarget(),
                        form.maxCost(),
                        form.maxLatency(),
                        form.whenInfeasible(),
                        form.tag(KeyTermsJson.TASK),
                        form.fields().flag(KeyTermsJson.CACHE)))
                .orElse(RoutingDefaults.NONE);
    }

    private static OptionalLong rate(Fields fields, String name) {
        return fields.whole(name, 1, MOST_PER_MINUTE).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private static KeyId name(Fields fields) {
        String name = fields.requiredText("name");
        if (!StoredKey.isName(name)) {
            throw fields.wrong("name", StoredKey.NAMES);
        }
        return new KeyId(name);
    }

    private static Set<Scope> scopes(Fields fields) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : fields.texts("scopes", Scope.values().length).orElse(List.of())) {
            scopes.add(Scope.ofWireName(name)
                    .orElseThrow(() -> Refusal.invalid(
                            "scopes", "scopes holds " + Shown.quoted(name) + "; allowed are " + SCOPES)));
        }
        if (scopes.isEmpty()) {
            throw fields.wrong("scopes", "an array of at least one of " + SCOPES);
        }
        return scopes;
    }

    private static List<Limit> budgets(Fields fields) {
        List<Limit> budgets = new ArrayList<>();
        for (Period period : Period.values()) {
            RoutingForm.dollars(fields, KeyTermsJson.budget(period))
                    .ifPresent(most -> budgets.add(new Limit(period, most)));
        }
        return budgets;
    }
}
