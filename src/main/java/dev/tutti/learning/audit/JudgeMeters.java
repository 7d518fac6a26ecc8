package dev.tutti.learning.audit;

import dev.tutti.words.chat.Usd;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts what became of judgements and what they cost. */
final class JudgeMeters {
    private final Map<Result, Counter> results = new EnumMap<>(Result.class);
    private final Counter swayed;
    private final Counter cost;

    /** What became of an answer that was to be judged. */
    enum Result {
        /** Its label is the mean of both judges. */
        AGREED,
        /** Its grades lie too far apart for a label. */
        DISAGREED,
        /** A verdict was none. */
        UNREADABLE,
        /** A judge gave no answer. */
        FAILED,
        /** The catalogue has no two judges for it. */
        NO_JUDGES,
        /** The day's money would not cover it. */
        NO_MONEY
    }

    JudgeMeters(MeterRegistry meters) {
        for (Result result : Result.values()) {
            results.put(
                    result,
                    Counter.builder("tutti.judgements")
                            .description("Answers that were drawn to be judged by two models, by what became of it")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        swayed = Counter.builder("tutti.judges.swayed")
                .description("Judges that preferred another of two answers when these changed places: counted as ties")
                .register(meters);
        cost = Counter.builder("tutti.judges.cost.usd")
                .description("Dollars that providers charged for judges, beside what audits cost")
                .register(meters);
    }

    void count(Result result, int answers) {
        Objects.requireNonNull(results.get(result)).increment(answers);
    }

    void swayed() {
        swayed.increment();
    }

    void paid(Usd spent) {
        cost.increment(spent.toDouble());
    }
}
