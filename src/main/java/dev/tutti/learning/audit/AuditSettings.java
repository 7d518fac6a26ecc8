package dev.tutti.learning.audit;

import dev.tutti.words.setting.AtLeast;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;

/** Settings of audits: {@code tutti.audit.*}. */
@ConfigMapping(prefix = "tutti.audit")
public interface AuditSettings {
    /** The share of requests, 0 to 1, that is drawn; 0 switches audits off. */
    @WithDefault("0.02")
    @DecimalMin("0")
    @DecimalMax("1")
    double rate();

    /** Whether live models are audited where no verifier knows the task: for those who post scores of audit rows. */
    @WithDefault("false")
    boolean unlabelled();

    /** What all audits of one UTC day may cost together, in USD; 0 switches audits off. */
    @WithDefault("5")
    @DecimalMin("0")
    @DecimalMax("1000000")
    BigDecimal maxUsdPerDay();

    /** The most models asked for one request, evenly over the price list; what audits may cost is bounded by the day. */
    @WithDefault("32")
    @Min(1)
    int maxModels();

    /** Calls on their way at once. */
    @WithDefault("4")
    @Min(1)
    int concurrency();

    /** Calls that wait at most; a draw that finds no room is dropped and counted. */
    @WithDefault("20000")
    @Min(1)
    int backlog();

    /** What prompts and rows of audits may hold of memory while they wait or run; as above. */
    @WithDefault("64M")
    MemorySize backlogMemory();

    /** The longest that one call may take. */
    @WithDefault("2m")
    @AtLeast("PT0.001S")
    Duration maxLatency();

    /** At shutdown, how long calls on their way are waited for before they are cancelled. */
    @WithDefault("5s")
    @AtLeast("PT0S")
    Duration drain();
}
