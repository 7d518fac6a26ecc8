package dev.tutti.serving.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.execution.ScriptedClient.Consumes;
import dev.tutti.serving.provider.ModelCall;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.AnyPlans;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanArithmetic;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.StopRule;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * What the decision admits, the run can pay for: of any plan, at the least cap that affords it and above, nothing is cut
 * while every call consumes what is forecast of it at the 95 % quantile, and no answer agrees with another.
 */
final class AdmittedPlansRunWholePropertyTest {
    private static final Duration LONG = Duration.ofHours(10);

    @Property(tries = 500)
    void aPlanRunsWholeFromTheLeastCapOnThatAffordsIt(
            @ForAll("plans") Plan plan,
            @ForAll("calls") Map<ModelId, CallForecast> calls,
            @ForAll long words,
            @ForAll @LongRange(max = 2_000_000_000L) long more) {
        PlanForecast forecast = new PlanArithmetic(calls::get, SimulatedExecution.worstCase(), 1).forecast(plan);
        Usd least = forecast.costReserved().max(new Usd(1));
        Usd cap = least.plus(new Usd(more));
        Stage stage = new Stage()
                .forecasting(calls)
                .within(LONG.toMillis())
                .capped(cap.dollars().toPlainString());
        Random random = new Random(words);
        stage.client.otherwise =
                Optional.of(call -> consuming(call, calls.get(call.model().id()), random));

        Ending ending = stage.run(plan);

        assertThat(targets(cap).affords(forecast)).isTrue();
        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(ending.cost()).isLessThanOrEqualTo(cap);
        if (least.picos() > 1) {
            assertThat(targets(least.minus(new Usd(1))).affords(forecast)).isFalse();
        }
    }

    @Property(tries = 100)
    void soDoesASingleCallForSeveralAnswers(
            @ForAll("calls") Map<ModelId, CallForecast> calls, @ForAll @IntRange(min = 1, max = 8) int choices) {
        Plan single = new Single(new ModelId("a"));
        PlanForecast forecast =
                new PlanArithmetic(calls::get, SimulatedExecution.worstCase(), choices).forecast(single);
        Usd cap = forecast.costReserved().max(new Usd(1));
        Stage stage = new Stage()
                .choosing(choices)
                .forecasting(calls)
                .capped(cap.dollars().toPlainString())
                .on("a", ScriptedClient.says("42", 300));

        assertThat(stage.run(single)).isInstanceOf(Ending.Answered.class);
    }

    private static Targets targets(Usd cap) {
        return new Targets(0.5, cap, LONG, WhenInfeasible.CHEAPEST);
    }

    /** The whole prompt, with all that is shown beside the conversation, and an answer of the 95 % quantile's length. */
    private static Consumes consuming(ModelCall call, CallForecast forecast, Random random) {
        long conversation = TokenEstimate.of("What is 6 x 7?");
        long shown = 0;
        boolean selects = false;
        for (JsonNode message : call.body().path("messages")) {
            shown += TokenEstimate.of(message.path("content").asText());
            selects |= message.path("content").asText().contains("Answer with the number of the best draft");
        }
        long read = forecast.prompt().count() + Math.max(0, shown - conversation);
        return selects
                ? new Consumes("1", read, PlanArithmetic.SELECTION_TOKENS.count())
                : new Consumes(
                        text(forecast.outputP95().count(), random),
                        read,
                        forecast.outputP95().count());
    }

    /** Words that nobody else says. */
    private static String text(long tokens, Random random) {
        StringBuilder text = new StringBuilder(word(random));
        while (TokenEstimate.of(text.toString()) < tokens - 3) {
            text.append(' ').append(word(random));
        }
        return text.toString();
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    @Provide
    Arbitrary<Plan> plans() {
        return AnyPlans.plans().map(AdmittedPlansRunWholePropertyTest::goingOn);
    }

    /** A learned rule that always goes on, with weights for the evidence there is. */
    private static Plan goingOn(Plan plan) {
        if (!(plan instanceof Cascade cascade && cascade.rule() instanceof StopRule.NextCall learned)) {
            return plan;
        }
        StopRule.Linear gain = new StopRule.Linear(1, Collections.nCopies(Evidence.NUMBERS, 0.0));
        List<StopRule.Branch> branches = learned.branches().stream()
                .map(branch -> new StopRule.Branch(branch.asked(), branch.next(), gain))
                .toList();
        return new Cascade(
                cascade.steps(),
                new StopRule.NextCall(Evidence.VERSION, learned.name(), learned.mu(), branches),
                cascade.reliability(),
                cascade.reach());
    }

    @Provide
    Arbitrary<Map<ModelId, CallForecast>> calls() {
        return Arbitraries.randomValue(random -> {
            Map<ModelId, CallForecast> calls = new HashMap<>();
            Stage.models("a", "b", "c", "d", "e", "f").forEach(model -> calls.put(model, call(random)));
            return calls;
        });
    }

    private static CallForecast call(Random random) {
        List<String> prices = List.of("0", "0.05", "0.6", "3", "75");
        long output = 10 + random.nextLong(100);
        long p95 = output + random.nextLong(200);
        return new CallForecast(
                Price.perMillion(prices.get(random.nextInt(5)), prices.get(random.nextInt(5))),
                new Tokens(20 + random.nextLong(500)),
                new Tokens(output),
                new Tokens(p95),
                new Tokens(p95 + random.nextLong(random.nextBoolean() ? 1 : 600)),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }
}
