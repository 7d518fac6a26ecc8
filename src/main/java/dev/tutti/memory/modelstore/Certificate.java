package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What training found about the promise "on traffic like that of this window, the mean score on this segment is at least
 * the target": whether it may be given, at which margin, or what is lacking. It is bound to the release in whose folder it
 * lies, to one version of the catalogue and to its window, and says nothing under any other.
 *
 * <p>{@code segment}: a caller's task, or {@link #OTHERS} for all requests of no task that has a segment of its own.
 * {@code labels}: requests drawn at random of which every plan's score is known. {@code bound}: the name of the bound that
 * was used. {@code terms}: under which choices were replayed; releases of before do not say.
 */
public record Certificate(
        String segment,
        double target,
        double confidence,
        String bound,
        long labels,
        Optional<Instant> from,
        Optional<Instant> until,
        String catalogueVersion,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Terms> terms,
        Verdict verdict) {
    public static final String OTHERS = "*";

    public Certificate {
        if (!(target >= 0 && target <= 1)) {
            throw new IllegalArgumentException("a target is 0 to 1, was " + target);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence is above 0 and below 1, was " + confidence);
        }
    }

    /** One that does not say its terms. */
    public Certificate(
            String segment,
            double target,
            double confidence,
            String bound,
            long labels,
            Optional<Instant> from,
            Optional<Instant> until,
            String catalogueVersion,
            Verdict verdict) {
        this(segment, target, confidence, bound, labels, from, until, catalogueVersion, Optional.empty(), verdict);
    }

    /** What bounds the choice beside the target: other terms, other choices, of which nothing is proved. */
    public record Terms(double maxCostUsd, WhenInfeasible whenInfeasible, double minGainPerUsd) {}

    /** What was found. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Certified.class, name = "certified"),
        @JsonSubTypes.Type(value = Infeasible.class, name = "infeasible")
    })
    public sealed interface Verdict {}

    /**
     * The promise holds at this margin, which is added to the target before lower bounds of predictions are held against
     * it. {@code safest}: the margin that serves when the promise is suspended. {@code mean}: the score in the window.
     */
    public record Certified(double margin, double safest, double mean) implements Verdict {}

    /**
     * No margin is proved. {@code certifiable}: the nearest target that is, the lower bound of the safest margin's mean;
     * {@code labelsNeeded}: about how many labels would prove the target, were that mean to stay; empty where it is below
     * the target, so that no number would.
     */
    public record Infeasible(OptionalDouble certifiable, OptionalLong labelsNeeded) implements Verdict {}
}
