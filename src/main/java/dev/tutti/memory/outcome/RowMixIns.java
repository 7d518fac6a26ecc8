package dev.tutti.memory.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Influence;
import dev.tutti.sense.evidence.Onward;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.PacedPrice;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Hearing;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.StopRule;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What of the words of other rooms a row says in its own way: what it leaves out, and what older rows lack. */
final class RowMixIns {
    private RowMixIns() {}

    static JsonMapper.Builder add(JsonMapper.Builder mapper) {
        return mapper.addMixIn(AnswerSketch.class, SketchJson.class)
                .addMixIn(Influence.class, InfluenceJson.class)
                .addMixIn(PlanForecast.class, PlanForecastJson.class)
                .addMixIn(Targets.class, TargetsJson.class)
                .addMixIn(OutcomeRow.class, OutcomeRowJson.class)
                .addMixIn(Receipt.class, ReceiptJson.class)
                .addMixIn(CallRecord.class, CallRecordJson.class)
                .addMixIn(Usage.class, UsageJson.class)
                .addMixIn(Warrant.class, WarrantJson.class)
                .addMixIn(Onward.class, OnwardJson.class)
                .addMixIn(StopRule.NextCall.class, NextCallJson.class);
    }

    /** A row names the learned rule; its numbers are in the release that the row names, too. */
    interface NextCallJson {
        @JsonSerialize(using = RowScalars.NothingWriter.class)
        List<StopRule.Branch> branches();

        @JsonSerialize(using = RowScalars.NothingWriter.class)
        List<Hearing> hearings();
    }

    @JsonDeserialize(converter = ForecastReader.class)
    interface PlanForecastJson {}

    /**
     * Rows from before reservations were forecast lack them: their plans were chosen by their 95 % cost. The cost without
     * prompt caches stands only where it differs.
     */
    record LoggedForecast(
            Usd cost,
            Usd costP95,
            Optional<Usd> costReserved,
            Duration latency,
            Duration latencyP95,
            Optional<Usd> costUncached) {}

    static final class ForecastReader extends StdConverter<LoggedForecast, PlanForecast> {
        @Override
        public PlanForecast convert(LoggedForecast logged) {
            return new PlanForecast(
                    logged.cost(),
                    logged.costP95(),
                    logged.costReserved().orElse(logged.costP95()),
                    logged.latency(),
                    logged.latencyP95(),
                    logged.costUncached().orElse(logged.cost()));
        }
    }

    /** Few requests are bound by what their key has left, few keys are paced, so most rows say nothing of it. */
    @JsonDeserialize(converter = TargetsReader.class)
    interface TargetsJson {
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean boundByKey();

        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<PacedPrice> price();
    }

    /** Few calls write to a cache that is paid for. */
    @JsonDeserialize(converter = UsageReader.class)
    interface UsageJson {
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoTokens.class)
        Tokens cacheWritten();
    }

    record LoggedUsage(
            Tokens prompt, Tokens cached, Optional<Tokens> cacheWritten, Tokens completion, boolean estimated) {}

    static final class UsageReader extends StdConverter<LoggedUsage, Usage> {
        @Override
        public Usage convert(LoggedUsage logged) {
            return new Usage(
                    logged.prompt(),
                    logged.cached(),
                    logged.cacheWritten().orElse(Tokens.NONE),
                    logged.completion(),
                    logged.estimated());
        }
    }

    /** Equal to what need not stand in a row. */
    static final class NoTokens {
        @Override
        public boolean equals(Object other) {
            return other instanceof Tokens tokens && tokens.count() == 0;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    /** Only while a release is rolled out is there more than one router, and few keys are paced. */
    interface ReceiptJson {
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Arm> arm();

        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Pace> pace();
    }

    record LoggedTargets(
            double quality,
            Usd maxCost,
            Duration maxLatency,
            WhenInfeasible whenInfeasible,
            Optional<Boolean> boundByKey,
            Optional<PacedPrice> price) {}

    static final class TargetsReader extends StdConverter<LoggedTargets, Targets> {
        @Override
        public Targets convert(LoggedTargets logged) {
            return new Targets(
                    logged.quality(),
                    logged.maxCost(),
                    logged.maxLatency(),
                    logged.whenInfeasible(),
                    logged.boundByKey().orElse(false),
                    logged.price());
        }
    }

    /** Few rows tell of influence or grade answers, so most say nothing of it. */
    interface OutcomeRowJson {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Influence> influence();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Grade> grades();
    }

    /** Most calls have none. */
    interface CallRecordJson {
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Warrant> warrant();

        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Onward> onward();
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    interface WarrantJson {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    interface OnwardJson {}

    interface InfluenceJson {
        @JsonSerialize(using = RowScalars.HexWriter.class)
        @JsonDeserialize(using = RowScalars.HexReader.class)
        long with();

        @JsonSerialize(using = RowScalars.HexWriter.class)
        @JsonDeserialize(using = RowScalars.HexReader.class)
        long without();
    }

    interface SketchJson {
        @JsonSerialize(using = RowScalars.HexWriter.class)
        @JsonDeserialize(using = RowScalars.HexReader.class)
        long digest();

        @JsonSerialize(using = RowScalars.HexWriter.class)
        @JsonDeserialize(using = RowScalars.HexReader.class)
        long similarity();
    }
}
