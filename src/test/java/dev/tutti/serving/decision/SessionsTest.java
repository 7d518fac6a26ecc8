package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a conversation's prompt caches do to decisions. */
final class SessionsTest {
    private static final ModelId STAY = new ModelId("stay/one");
    private static final ModelId LEAVE = new ModelId("leave/one");
    private static final ChatRequest LONG = Turns.turn(3, 8_000);
    private static final Tokens WHOLE = new Tokens(TokenEstimate.of(LONG));

    /** The one read from the cache to the last token costs 1 USD a million, and so much a million less or more. */
    private static Scene priced(String cached) {
        return new Scene(
                Optional.empty(),
                List.of(
                        Scene.priced("stay/one", "10", cached, "1", 0.9),
                        Scene.priced("leave/one", "2", "2", "1", 0.9)));
    }

    private static Decision decide(Scene scene, Map<ModelId, Tokens> cached) {
        return decide(scene, "r1", LONG, cached, 0.5);
    }

    private static Decision decide(
            Scene scene, String id, ChatRequest request, Map<ModelId, Tokens> cached, double target) {
        RoutingOptions options = new RoutingOptions(
                new Selector.Auto(),
                OptionalDouble.of(target),
                Optional.of(Usd.of("100")),
                Optional.empty(),
                Optional.empty(),
                Set.of(Strategy.SINGLE),
                ModelFilter.ALL,
                Optional.empty(),
                true,
                false,
                Optional.of("s"));
        return ((Verdict.Chosen) scene.decide(id, request, options, cached)).decision();
    }

    @Test
    void aConversationStaysToTheLastPicodollarByWhichStayingIsCheaper() {
        assertThat(decide(priced("1.999999"), Map.of(STAY, WHOLE)).chosen().plan())
                .isEqualTo(new Single(STAY));
        assertThat(decide(priced("2.000001"), Map.of(STAY, WHOLE)).chosen().plan())
                .isEqualTo(new Single(LEAVE));
    }

    @Test
    void withoutAnythingInACacheItLeaves() {
        assertThat(decide(priced("1.999999"), Map.of()).chosen().plan()).isEqualTo(new Single(LEAVE));
    }

    @Test
    void itLeavesWhereTheOtherHoldsMore() {
        Scene scene = new Scene(
                Optional.empty(),
                List.of(Scene.priced("stay/one", "3", "1", "1", 0.9), Scene.priced("leave/one", "3", "1", "1", 0.9)));
        Tokens half = new Tokens(WHOLE.count() / 2);

        assertThat(decide(scene, Map.of(STAY, half, LEAVE, WHOLE)).chosen().plan())
                .isEqualTo(new Single(LEAVE));
        assertThat(decide(scene, Map.of(STAY, WHOLE, LEAVE, half)).chosen().plan())
                .isEqualTo(new Single(STAY));
    }

    @Test
    void noCacheKeepsAPlanThatMissesTheTarget() {
        Scene scene = new Scene(
                Optional.empty(),
                List.of(Scene.priced("stay/one", "1", "0", "0", 0.6), Scene.priced("leave/one", "9", "9", "9", 0.9)));

        assertThat(decide(scene, "r1", LONG, Map.of(STAY, WHOLE), 0.8).chosen().plan())
                .isEqualTo(new Single(LEAVE));
    }

    @Test
    void theReceiptTellsBothCostsAndNoBudgetReckonsWithACache() {
        PlanForecast cached = forecast(decide(priced("1.5"), Map.of(STAY, WHOLE)), STAY);
        PlanForecast uncached = forecast(decide(priced("1.5"), Map.of()), STAY);

        assertThat(cached.costUncached()).isEqualTo(uncached.cost());
        // All of the prompt, at 8.5 USD a million less; the factor of the family counts in both.
        long read = (long) Math.ceil(WHOLE.count() * Priors.promptSafety("stay"));
        assertThat(uncached.cost().minus(cached.cost()))
                .isEqualTo(Usd.of("0.0000085").times(read));
        assertThat(cached.costP95()).isEqualTo(uncached.costP95());
        assertThat(cached.costReserved()).isEqualTo(uncached.costReserved());
        assertThat(uncached.costUncached()).isEqualTo(uncached.cost());
    }

    @Test
    void moreThanThePromptIsNeverCached() {
        PlanForecast cached = forecast(decide(priced("0"), Map.of(STAY, new Tokens(10_000_000))), STAY);

        assertThat(cached.cost()).isGreaterThan(Usd.ZERO).isLessThan(cached.costUncached());
    }

    /** The decision cache: its clock stands still here, so that whatever it holds is given again. */
    @Test
    void decisionsThatAreKeptAreOfTheSameCaches() {
        Scene scene = priced("1.5");

        for (int i = 0; i < 2; i++) {
            assertThat(decide(scene, Map.of()).chosen().plan()).isEqualTo(new Single(LEAVE));
            assertThat(decide(scene, Map.of(STAY, WHOLE)).chosen().plan()).isEqualTo(new Single(STAY));
            assertThat(decide(scene, Map.of(STAY, new Tokens(2))).chosen().plan())
                    .isEqualTo(new Single(LEAVE));
        }
    }

    @Test
    void aPlanThatACacheMakesCheaperIsNotExploredAwayAndItsPropensitySaysSo() {
        Scene scene = new Scene(
                Optional.empty(),
                List.of(Scene.priced("stay/one", "3", "2", "1", 0.9), Scene.priced("leave/one", "3", "3", "1", 0.9)));
        int explored = 0;
        for (int i = 0; i < 300; i++) {
            Decision stayed = decide(scene, "r" + i, LONG, Map.of(STAY, WHOLE), 0.5);
            assertThat(stayed.chosen().plan()).isEqualTo(new Single(STAY));
            assertThat(stayed.propensity()).isEqualTo(1);
            explored += decide(scene, "r" + i, LONG, Map.of(), 0.5).explored() ? 1 : 0;
        }

        assertThat(explored).isPositive();
    }

    private static PlanForecast forecast(Decision decision, ModelId model) {
        return decision.receipt().candidates().stream()
                .filter(candidate -> candidate.plan().equals(new Single(model)))
                .map(Candidate::forecast)
                .findFirst()
                .orElseThrow();
    }
}
