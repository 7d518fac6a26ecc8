package dev.tutti.learning.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Settings of judges, models that grade the answers of others: {@code tutti.judges.*}. */
@ConfigMapping(prefix = "tutti.judges")
public interface JudgeSettings {
    /** Whether answers are judged at all: prompts and answers then go to two further models. */
    @WithDefault("false")
    boolean enabled();

    /** The share of finished requests, 0 to 1, whose answer is graded; audits are judged whatever it is. */
    @WithDefault("0.02")
    @DecimalMin("0")
    @DecimalMax("1")
    double rate();

    /** What all judges may cost in one UTC day, in USD, beside {@code tutti.audit.max-usd-per-day}. */
    @WithDefault("1")
    @DecimalMin("0")
    @DecimalMax("1000000")
    BigDecimal maxUsdPerDay();

    /** How far two grades of one answer may lie apart, 0 to 1, and still be a label: their mean. */
    @WithDefault("0.25")
    @DecimalMin("0")
    @DecimalMax("1")
    double distance();

    /** The longest verdict, in tokens; models that think aloud need more. */
    @WithDefault("1024")
    @Min(16)
    @Max(32768)
    int maxTokens();

    /** Catalogue ids of trusted models, those preferred first; of each answer the first two judge that may. */
    Optional<List<String>> models();

    /** Families whose strongest trusted models judge, after {@link #models}; without either, all families. */
    Optional<List<String>> families();

    /** What a good answer is, in words, instead of the program's own. */
    Optional<String> rubric();

    /** What is other for a {@code routing.task}; letters count alike, large or small. */
    Map<String, OfTask> tasks();

    /** What is not given is as for all others. */
    interface OfTask {
        /** As {@link JudgeSettings#models}. */
        Optional<List<String>> models();

        /** As {@link JudgeSettings#families}. */
        Optional<List<String>> families();

        /** As {@link JudgeSettings#rate}; what is judged beyond the lowest of all rates is not called randomly sampled. */
        @DecimalMin("0")
        @DecimalMax("1")
        OptionalDouble rate();

        /** As {@link JudgeSettings#rubric}. */
        Optional<String> rubric();
    }
}
