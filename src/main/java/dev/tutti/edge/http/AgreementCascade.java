package dev.tutti.edge.http;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cascade that a list of models stands for under a rule. The last model's voice weighs 1.5, so that where nobody agrees
 * and nothing fuses the one that was asked last, and costs most, decides.
 */
final class AgreementCascade {

    private static final double LAST_VOICE = 1.5;

    private AgreementCascade() {}

    static Cascade of(List<ModelId> models, StopRule.Agreement rule, Optional<Aggregation> fuse) {
        if (models.size() < 2) {
            throw new IllegalArgumentException("a cascade has 2 to 16 steps, had " + models.size());
        }
        List<Step> steps = Stream.concat(
                        models.stream().<Step>map(Step.Ask::new), fuse.<Step>map(Step.Fuse::new).stream())
                .toList();
        // Half of the calls after those that any rule needs: nobody knows better yet.
        int sure = rule.alone().isPresent() ? 1 : rule.answers();
        List<Double> reach = IntStream.range(0, steps.size())
                .mapToObj(i -> i < sure ? 1.0 : Math.pow(0.5, i - sure + 1))
                .toList();
        return new Cascade(steps, rule, Reliability.of(Map.of(models.getLast(), LAST_VOICE)), reach);
    }
}
