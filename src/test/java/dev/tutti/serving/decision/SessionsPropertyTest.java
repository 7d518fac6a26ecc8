package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is in caches: nobody stays where leaving costs less in all and reaches the target. */
final class SessionsPropertyTest {
    private static final double TARGET = 0.7;

    @Property
    void stayingIsNeverPickedWhereLeavingIsCheaperInTotalAndReachesTheTarget(@ForAll long seed) {
        Random random = new Random(seed);
        List<CatalogueModel> models = new ArrayList<>();
        Map<ModelId, Tokens> cached = new HashMap<>();
        ChatRequest request = Turns.turn(1 + random.nextInt(4), 3_000);
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
            int input = 1 + random.nextInt(4_000_000);
            CatalogueModel model = Scene.priced(
                    "f" + i + "/m",
                    dollars(input),
                    dollars(random.nextInt(input + 1)),
                    dollars(random.nextInt(4_000_000)),
                    0.4 + random.nextInt(6) / 10.0);
            models.add(model);
            if (random.nextBoolean()) {
                cached.put(model.id(), new Tokens(random.nextLong(1 + TokenEstimate.of(request))));
            }
        }

        Decision decision = decide(new Scene(Optional.empty(), models), request, cached);

        Candidate chosen = decision.chosen();
        List<Candidate> reaching = decision.receipt().candidates().stream()
                .filter(candidate -> candidate.prediction().forChoice().lower() >= TARGET)
                .toList();
        if (!reaching.isEmpty()) {
            assertThat(reaching)
                    .contains(chosen)
                    .allSatisfy(other -> assertThat(other.forecast().cost())
                            .isGreaterThanOrEqualTo(chosen.forecast().cost()));
        }
        decision.receipt().candidates().forEach(candidate -> {
            boolean held = candidate.plan().models().stream().anyMatch(cached::containsKey);
            assertThat(held || !candidate.forecast().savesByCache()).isTrue();
        });
    }

    private static String dollars(int micros) {
        return Usd.ZERO.plus(new Usd(micros * 1_000_000L)).dollars().toPlainString();
    }

    private static Decision decide(Scene scene, ChatRequest request, Map<ModelId, Tokens> cached) {
        RoutingOptions options = new RoutingOptions(
                new Selector.Auto(),
                OptionalDouble.of(TARGET),
                Optional.of(Usd.of("1000")),
                Optional.empty(),
                Optional.empty(),
                Set.of(Strategy.SINGLE, Strategy.SELF_MOA, Strategy.MIXED_MOA),
                ModelFilter.ALL,
                Optional.empty(),
                false,
                false,
                Optional.of("s"));
        return ((Verdict.Chosen) scene.decide("r", request, options, cached)).decision();
    }
}
