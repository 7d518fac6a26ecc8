package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What the prior says of a cascade, beside running it on a thousand prompts. */
final class EnsemblePriorPropertyTest {
    private static final int RUNS = 1_000;
    private static final List<ModelId> ASKED =
            List.of(new ModelId("a/one"), new ModelId("b/two"), new ModelId("c/three"));

    @Property(tries = 100)
    void aCascadeIsWorthOnAverageWhatTheModelIsWorthAtWhichItStops(
            @ForAll @IntRange(max = RUNS) int second,
            @ForAll @IntRange(max = RUNS) int third,
            @ForAll @IntRange(max = 100) int quality) {
        List<Integer> reached = List.of(RUNS, second, Math.min(second, third));
        Map<ModelId, Double> worth = Map.of(ASKED.get(0), quality / 100.0, ASKED.get(1), 0.5, ASKED.get(2), 0.9);
        Cascade cascade = new Cascade(
                ASKED.stream().<Step>map(Step.Ask::new).toList(),
                new StopRule.Agreement(2),
                Reliability.EQUAL,
                reached.stream().map(runs -> (double) runs / RUNS).toList());

        Belief belief = new EnsemblePrior(Composite.PUBLISHED, _ -> Optional.empty())
                .of(cascade, model -> Optional.of(new Belief(worth.get(model), 0.01, QualityBasis.MEASURED)))
                .orElseThrow();

        List<Double> ended = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            int last = 0;
            for (int step = 1; step < ASKED.size(); step++) {
                last = run < reached.get(step) ? step : last;
            }
            ended.add(worth.get(ASKED.get(last)));
        }
        assertThat(belief.quality())
                .isCloseTo(ended.stream().mapToDouble(q -> q).average().orElseThrow(), within(1e-9));
    }
}
