package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.PlanForecast;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * Candidates field by field: they are most of a row, and each request writes a few dozen. Predicted numbers are written
 * no finer than they can be known, scores to 4 decimals, costs to the nanodollar, times to the millisecond: the digits
 * behind would be half of a row on disk. Rounding keeps the order of an interval's ends. A propensity is exact.
 */
final class CandidateWriter extends StdSerializer<Candidate> {
    private static final SerializableString PLAN = new SerializedString("plan");
    private static final SerializableString REJECTED = new SerializedString("rejected");
    private static final SerializableString PROPENSITY = new SerializedString("propensity");
    private static final SerializableString PREDICTION = new SerializedString("prediction");
    private static final SerializableString QUALITY = new SerializedString("quality");
    private static final SerializableString LOWER = new SerializedString("lower");
    private static final SerializableString UPPER = new SerializedString("upper");
    private static final SerializableString BASIS = new SerializedString("basis");
    private static final SerializableString TRAFFIC = new SerializedString("traffic");
    private static final SerializableString FORECAST = new SerializedString("forecast");
    private static final SerializableString COST_USD = new SerializedString("cost_usd");
    private static final SerializableString COST_P95_USD = new SerializedString("cost_p95_usd");
    private static final SerializableString COST_RESERVED_USD = new SerializedString("cost_reserved_usd");
    private static final SerializableString COST_UNCACHED_USD = new SerializedString("cost_uncached_usd");
    private static final SerializableString LATENCY_MS = new SerializedString("latency_ms");
    private static final SerializableString LATENCY_P95_MS = new SerializedString("latency_p95_ms");

    private static final int SCORE_DECIMALS = 4;
    private static final double SCORE_SCALE = 1e4;
    /** As near to the middle of two written scores as this, doubles cannot tell which is the nearer one. */
    private static final double DOUBTFUL = 1e-6;

    private static final int NANODOLLAR_DECIMALS = 9;
    private static final long PICOS_OF_NANODOLLAR = 1_000;
    private static final long NANOS_OF_MILLI = 1_000_000;

    private final PlanWriter plans;

    CandidateWriter(PlanWriter plans) {
        super(Candidate.class);
        this.plans = plans;
    }

    @Override
    public void serialize(Candidate candidate, JsonGenerator to, SerializerProvider context) throws IOException {
        to.writeStartObject();
        to.writeFieldName(PLAN);
        plans.write(candidate.plan(), to, context);
        write(candidate.prediction(), to);
        write(candidate.forecast(), to);
        to.writeFieldName(REJECTED);
        if (candidate.rejected().isPresent()) {
            to.writeString(candidate.rejected().get());
        } else {
            to.writeNull();
        }
        to.writeFieldName(PROPENSITY);
        Decimals.write(candidate.propensity(), to);
        to.writeEndObject();
    }

    private static void write(Prediction prediction, JsonGenerator to) throws IOException {
        to.writeFieldName(PREDICTION);
        to.writeStartObject();
        write(prediction.quality(), prediction.lower(), prediction.upper(), to);
        to.writeFieldName(BASIS);
        to.writeString(prediction.basis().wireName());
        if (prediction.traffic().isPresent()) {
            Prediction.Traffic traffic = prediction.traffic().get();
            to.writeFieldName(TRAFFIC);
            to.writeStartObject();
            write(traffic.quality(), traffic.lower(), traffic.upper(), to);
            to.writeEndObject();
        }
        to.writeEndObject();
    }

    private static void write(double quality, double lower, double upper, JsonGenerator to) throws IOException {
        writeScore(QUALITY, quality, to);
        writeScore(LOWER, lower, to);
        writeScore(UPPER, upper, to);
    }

    private static void write(PlanForecast forecast, JsonGenerator to) throws IOException {
        to.writeFieldName(FORECAST);
        to.writeStartObject();
        writeUsd(COST_USD, forecast.cost(), to);
        writeUsd(COST_P95_USD, forecast.costP95(), to);
        writeUsd(COST_RESERVED_USD, forecast.costReserved(), to);
        writeMillis(LATENCY_MS, forecast.latency(), to);
        writeMillis(LATENCY_P95_MS, forecast.latencyP95(), to);
        if (forecast.savesByCache()) {
            writeUsd(COST_UNCACHED_USD, forecast.costUncached(), to);
        }
        to.writeEndObject();
    }

    private static void writeScore(SerializableString name, double score, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        Decimals.write(tenthousandths(score), SCORE_DECIMALS, to);
    }

    /** The nearest, of two as near the even one, by the digits that the score is written with. */
    static long tenthousandths(double score) {
        double scaled = score * SCORE_SCALE;
        double down = Math.floor(scaled);
        if (Math.abs(scaled - down - 0.5) < DOUBTFUL) {
            return BigDecimal.valueOf(score)
                    .setScale(SCORE_DECIMALS, RoundingMode.HALF_EVEN)
                    .unscaledValue()
                    .longValueExact();
        }
        return Math.round(scaled);
    }

    private static void writeUsd(SerializableString name, Usd amount, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        Decimals.write(Math.ceilDiv(amount.picos(), PICOS_OF_NANODOLLAR), NANODOLLAR_DECIMALS, to);
    }

    private static void writeMillis(SerializableString name, Duration time, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        to.writeNumber(Math.ceilDiv(time.toNanos(), NANOS_OF_MILLI));
    }
}
