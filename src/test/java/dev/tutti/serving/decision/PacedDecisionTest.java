package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.sense.feature.Requests;
import dev.tutti.sense.policy.PacedPrice;
import dev.tutti.sense.policy.Policy;
import dev.tutti.sense.policy.PolicyChoice;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.WhenInfeasible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the price of a paced key does to decisions. */
final class PacedDecisionTest {
    private static final ChatRequest QUESTION = Requests.asking("How many apples are left in the basket?");
    private static final double[] PRICES = {0, 5, 50, 200, 1_000, 5_000, 1e6};

    private final Scene scene = new Scene(Optional.empty(), Scene.six());

    @Test
    void whereTheRequestNamesNoTargetTheDearerADollarTheLessIsSpent() {
        List<Usd> costs = new ArrayList<>();
        for (double price : PRICES) {
            Decision decision = decided(named(OptionalDouble.empty(), Optional.empty()), price);
            assertThat(decision.receipt().targets().price()).contains(new PacedPrice(price, true));
            costs.add(decision.chosen().forecast().cost());
        }

        assertThat(costs.reversed()).isSorted();
        assertThat(costs.getFirst()).isGreaterThan(costs.getLast());
    }

    @Test
    void whatTheRequestNamesHoldsAtAnyPrice() {
        RoutingOptions target = named(OptionalDouble.of(0.7), Optional.empty());
        RoutingOptions fallback = named(OptionalDouble.empty(), Optional.of(WhenInfeasible.MAX_QUALITY));
        for (RoutingOptions named : List.of(target, fallback)) {
            Decision free = ((Verdict.Chosen) scene.decide("r-1", QUESTION, named)).decision();
            for (double price : PRICES) {
                Decision paced = decided(named, price);
                assertThat(paced.chosen().plan()).isEqualTo(free.chosen().plan());
                assertThat(paced.receipt().targets().price()).contains(new PacedPrice(price, false));
            }
        }
    }

    /** Training and off-policy estimates make the choice again from the row: its price must be in it. */
    @Test
    void theRowTellsAllThatTheChoiceIsMadeAgainFrom() throws Exception {
        for (double price : PRICES) {
            Receipt receipt = decided(named(OptionalDouble.empty(), Optional.empty()), price)
                    .receipt();
            OutcomeRow row = Rows.withReceipt(Rows.row("r1").make(), receipt);

            Receipt read = OutcomeJson.rowOf(OutcomeJson.toJson(row)).receipt();

            PolicyChoice again =
                    Policy.champion(read.candidates(), read.targets(), PolicySettings.DEFAULTS.withoutExploration());
            assertThat(((PolicyChoice.Chosen) again).candidate().plan())
                    .isEqualTo(receipt.candidates().stream()
                            .filter(candidate -> candidate.rejected().isEmpty())
                            .findFirst()
                            .orElseThrow()
                            .plan());
        }
    }

    private Decision decided(RoutingOptions options, double price) {
        return ((Verdict.Chosen) scene.decide("r-1", QUESTION, options, price)).decision();
    }

    private static RoutingOptions named(OptionalDouble target, Optional<WhenInfeasible> fallback) {
        return new RoutingOptions(
                new Selector.Auto(),
                target,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                ModelFilter.ALL,
                fallback,
                false,
                false,
                Optional.empty());
    }
}
