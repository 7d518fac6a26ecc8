package dev.tutti.memory.tenancy;

import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.setting.ConfigurationProblem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what holds for a key; what is wrong is said with setting, value and what is allowed. */
public final class TermsReader {
    private TermsReader() {}

    /**
     * {@code at}: what stands before the name of a setting where it is given;
     * {@link ConfigurationProblem} when a setting is out of its range.
     */
    public static KeyTerms read(String at, TenancySettings.Terms given) {
        return new KeyTerms(
                KeyLimits.of(at, given), models(at, given), rates(at, given), DefaultsReader.read(at, given));
    }

    private static RateLimits rates(String at, TenancySettings.Terms given) {
        return new RateLimits(
                rate(at + "requests-per-minute", given.requestsPerMinute()),
                rate(at + "tokens-per-minute", given.tokensPerMinute()));
    }

    private static OptionalLong rate(String setting, OptionalLong given) {
        if (given.isPresent() && given.getAsLong() < 1) {
            throw new ConfigurationProblem(
                    setting + " is a whole number from 1 on, was " + given.getAsLong() + "; leave it out for no limit");
        }
        return given;
    }

    private static ModelFilter models(String at, TenancySettings.Terms given) {
        return new ModelFilter(
                patterns(at + "allow-models", given.allowModels()), patterns(at + "deny-models", given.denyModels()));
    }

    private static List<String> patterns(String setting, Optional<List<String>> given) {
        List<String> patterns =
                given.orElse(List.of()).stream().map(String::strip).toList();
        if (patterns.stream().anyMatch(String::isEmpty)) {
            throw new ConfigurationProblem(
                    setting + " are ids of models, or patterns such as openai/*, was " + given.orElseThrow());
        }
        return patterns;
    }
}
