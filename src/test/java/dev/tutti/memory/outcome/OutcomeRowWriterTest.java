package dev.tutti.memory.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Flaw;
import dev.tutti.sense.evidence.Influence;
import dev.tutti.sense.evidence.Onward;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.PacedPrice;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutcomeRowWriterTest {
    private static final JsonMapper BY_REFLECTION = RowMapper.create();

    /** The records that are written field by field, each where a row with everything has it. */
    private static final Map<String, Class<? extends Record>> WRITTEN = Map.of(
            "", OutcomeRow.class,
            "/receipt", Receipt.class,
            "/receipt/targets", Targets.class,
            "/calls/0", CallRecord.class,
            "/calls/0/usage", Usage.class,
            "/sketch", AnswerSketch.class);

    @Test
    void theTextIsTheOneThatDatabindFinds() throws Exception {
        List<OutcomeRow> rows = List.of(
                Rows.row("r1").make(),
                Rows.row("r2").considering(20).make(),
                Rows.row("r3")
                        .auditing("r1")
                        .tagged("\"q\" \u00e9\u4e2d\ud83d\ude00\n")
                        .make(),
                Rows.inSession(Rows.row("r4").considering(0).make(), "s"),
                withEverything());

        for (OutcomeRow row : rows) {
            assertThat(text(OutcomeJson.toBytes(row))).isEqualTo(text(BY_REFLECTION.writeValueAsBytes(row)));
            assertThat(text(OutcomeJson.toBytes(row.receipt())))
                    .isEqualTo(text(BY_REFLECTION.writeValueAsBytes(row.receipt())));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    @Test
    void theRowWithEverythingHasEachField() {
        JsonNode json = BY_REFLECTION.valueToTree(withEverything());

        WRITTEN.forEach((path, type) -> assertThat(json.at(JsonPointer.compile(path)))
                .as(type.getSimpleName())
                .hasSize(type.getRecordComponents().length)
                .noneMatch(JsonNode::isNull));
    }

    private static OutcomeRow withEverything() {
        OutcomeRow row = Rows.row("r5").considering(3).make();
        AnswerSketch sketch = new AnswerSketch(-1, 7, false, 123, Flaw.CUT_OFF);
        return new OutcomeRow(
                row.id(),
                Optional.of(new RequestId("r0")),
                row.at(),
                row.key(),
                Optional.of("session"),
                row.promptHash(),
                row.features(),
                receipt(row.receipt()),
                row.plan(),
                1.0 / 3,
                true,
                row.origin(),
                List.of(call(sketch)),
                Optional.of(sketch),
                EndingKind.DEGRADED,
                Optional.of("an aggregator was left out"),
                Usd.of("1200"),
                Duration.ofNanos(1),
                row.catalogueVersion(),
                List.of(new Influence(Rows.SMALL, -5, 7)),
                List.of(new Grade(new RequestId("r1"), 0.75)));
    }

    private static Receipt receipt(Receipt of) {
        return new Receipt(
                new Targets(
                        0.85,
                        Usd.of("0.000000000001"),
                        Duration.ofNanos(1_500_001),
                        WhenInfeasible.CHEAPEST,
                        true,
                        Optional.of(new PacedPrice(7.5, true))),
                of.candidates(),
                of.policy(),
                of.routerVersion(),
                -1,
                Optional.of(new Arm(true, "old", 0.05, 0.25, false)),
                Optional.of(new Pace(7.5, -3.25)));
    }

    private static CallRecord call(AnswerSketch sketch) {
        return new CallRecord(
                CallRole.HEDGE,
                2,
                Rows.SMALL,
                Optional.of("sim/small-2026"),
                new Usage(new Tokens(9), new Tokens(2), new Tokens(3), new Tokens(4), true),
                Usd.of("0.25"),
                Optional.of(Duration.ofNanos(120_500)),
                Duration.ofSeconds(2),
                3,
                CallStatus.TIMEOUT,
                Optional.of(sketch),
                Optional.of(new Warrant(Optional.of(-0.5), Optional.empty())),
                Optional.of(new Onward(1, Optional.of(0.125))));
    }
}
