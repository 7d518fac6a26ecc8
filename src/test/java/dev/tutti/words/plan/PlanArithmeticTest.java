package dev.tutti.words.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One call writes 100 tokens (200 at 95 %) at a dollar a million, reads free of charge, and takes 1 s (2 s). */
final class PlanArithmeticTest {
    private static final List<ModelId> SIX =
            List.of("a", "b", "c", "d", "e", "f").stream().map(ModelId::new).toList();
    private static final ModelId AGGREGATOR = new ModelId("z");
    private static final Aggregation BY_Z = new Aggregation.Synthesise(AGGREGATOR);
    private static final Usd CALL = Usd.of("0.0001");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final PlanArithmetic free = new PlanArithmetic(model -> call("0"), WorstCase.COUNTED, 1);

    @Test
    void moaLiteIsSixCallsAndOneInTwoRounds() {
        PlanForecast forecast = free.forecast(new MixedMoa(SIX, 2, BY_Z));

        assertThat(forecast.cost()).isEqualTo(CALL.times(6 + 1));
        assertThat(forecast.costP95()).isEqualTo(CALL.times(2 * 7));
        assertThat(forecast.latency()).isEqualTo(SECOND.multipliedBy(2));
        assertThat(forecast.latencyP95()).isEqualTo(SECOND.multipliedBy(4));
    }

    @Test
    void threeLayersOfSixAreSixAndSixAndOne() {
        PlanForecast forecast = free.forecast(new MixedMoa(SIX, 3, BY_Z));

        assertThat(forecast.cost()).isEqualTo(CALL.times(6 + 6 + 1));
        assertThat(forecast.latency()).isEqualTo(SECOND.multipliedBy(3));
    }

    @Test
    void aVoteIsNoCall() {
        assertThat(free.forecast(new SelfMoa(AGGREGATOR, 6, new Aggregation.Vote(Reliability.EQUAL)))
                        .cost())
                .isEqualTo(CALL.times(6));
    }

    @Test
    void inputIsCountedForEverySampleAndProposalsForWhoReadsThem() {
        PlanArithmetic paid = new PlanArithmetic(model -> call("1"), WorstCase.COUNTED, 1);
        long read =
                2 * 50 + 50 + 2 * 100 + PlanArithmetic.AGGREGATION_PROMPT_TOKENS + 2 * WorstCase.PROPOSAL_FRAME_TOKENS;

        PlanForecast forecast = paid.forecast(new SelfMoa(AGGREGATOR, 2, BY_Z));

        assertThat(forecast.cost()).isEqualTo(CALL.times(3).plus(new Usd(1_000_000).times(read)));
    }

    @Test
    void aCascadeCostsWhatItReachesAndMayCostItAll() {
        Cascade cascade = new Cascade(
                List.of(new Step.Ask(SIX.get(0)), new Step.Ask(SIX.get(1)), new Step.Ask(AGGREGATOR)),
                new StopRule.Agreement(2),
                Reliability.EQUAL,
                List.of(1.0, 1.0, 0.25));

        PlanForecast forecast = free.forecast(cascade);

        assertThat(forecast.cost()).isEqualTo(Usd.of("0.000225"));
        assertThat(forecast.costP95()).isEqualTo(CALL.times(2 * 3));
        assertThat(forecast.latency()).isEqualTo(Duration.ofMillis(2_250));
        assertThat(forecast.latencyP95()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aLearnedCascadeMayCostItsDearestWayNotAllItsMembers() {
        StopRule.Linear gain = new StopRule.Linear(1, List.of());
        Cascade cascade = new Cascade(
                List.of(new Step.Ask(SIX.get(0)), new Step.Ask(SIX.get(1)), new Step.Ask(AGGREGATOR)),
                new StopRule.NextCall(
                        2,
                        "r",
                        1,
                        List.of(new StopRule.Branch(List.of(0), 1, gain), new StopRule.Branch(List.of(0), 2, gain))),
                Reliability.EQUAL,
                List.of(1.0, 0.5, 0.25));

        PlanForecast forecast = free.forecast(cascade);

        assertThat(forecast.cost()).isEqualTo(Usd.of("0.000175"));
        assertThat(forecast.costP95()).isEqualTo(CALL.times(2 * 2));
        assertThat(forecast.latencyP95()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void windowsOfSelfMoaSeqAreOneAfterTheOther() {
        PlanForecast forecast = free.forecast(new SelfMoaSeq(SIX.getFirst(), 9, 6, 3, AGGREGATOR));

        assertThat(forecast.cost()).isEqualTo(CALL.times(9 + 2));
        assertThat(forecast.latency()).isEqualTo(SECOND.multipliedBy(3));
    }

    @Test
    void aWindowOfSelfMoaSeqWaitsForTheSlowerOfItsSamplesAndTheSynthesisBefore() {
        ModelId slow = SIX.getFirst();
        PlanArithmetic mixed =
                new PlanArithmetic(model -> model.equals(slow) ? call("0", 5) : call("0", 1), WorstCase.COUNTED, 1);
        Plan samplesAreSlow = new SelfMoaSeq(slow, 12, 6, 3, AGGREGATOR);
        Plan synthesesAreSlow = new SelfMoaSeq(AGGREGATOR, 12, 6, 3, slow);

        // Three windows: samples, twice the longer of the two, a synthesis.
        assertThat(mixed.forecast(samplesAreSlow).latency()).isEqualTo(SECOND.multipliedBy(5 + 5 + 5 + 1));
        assertThat(mixed.forecast(samplesAreSlow).latencyP95()).isEqualTo(SECOND.multipliedBy(10 + 10 + 10 + 2));
        assertThat(mixed.forecast(synthesesAreSlow).latency()).isEqualTo(SECOND.multipliedBy(1 + 5 + 5 + 5));
    }

    @Test
    void aPanelReservesItsWorstCasesTogetherAndACascadeOneBehindWhatWasPaid() {
        PlanForecast panel = free.forecast(new MixedMoa(SIX.subList(0, 2), 2, BY_Z));
        PlanForecast cascade = free.forecast(new Cascade(
                List.of(new Step.Ask(SIX.get(0)), new Step.Ask(SIX.get(1)), new Step.Ask(SIX.get(2))),
                new StopRule.Agreement(2),
                Reliability.EQUAL,
                List.of(1.0, 1.0, 0.5)));

        assertThat(panel.costReserved()).isEqualTo(CALL.times(3 * 3));
        assertThat(cascade.costReserved()).isEqualTo(CALL.times(2 + 2 + 3));
    }

    @Test
    void aPromptIsReservedForWithItsSafetyFactor() {
        WorstCase half = new WorstCase(1.5, Tokens.NONE, Tokens.NONE);
        PlanForecast forecast = new PlanArithmetic(_ -> call("1"), half, 1).forecast(new Single(AGGREGATOR));

        assertThat(forecast.costReserved()).isEqualTo(CALL.times(3).plus(new Usd(75 * 1_000_000L)));
    }

    @Test
    void eachOfTheAnswersThatACallerWantsOfACallIsPaidFor() {
        PlanForecast four = new PlanArithmetic(_ -> call("0"), WorstCase.COUNTED, 4).forecast(new Single(AGGREGATOR));

        assertThat(four.cost()).isEqualTo(CALL.times(4));
        assertThat(four.costP95()).isEqualTo(CALL.times(2 * 4));
        assertThat(four.costReserved()).isEqualTo(CALL.times(3 * 4));
    }

    private static CallForecast call(String inputPrice) {
        return call(inputPrice, 1);
    }

    private static CallForecast call(String inputPrice, int seconds) {
        return new CallForecast(
                Price.perMillion(inputPrice, "1"),
                new Tokens(50),
                new Tokens(100),
                new Tokens(200),
                new Tokens(300),
                SECOND.multipliedBy(seconds),
                SECOND.multipliedBy(2L * seconds));
    }
}
