package dev.tutti.sense.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.sense.evidence.Evidence.Voice;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.StopRule;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

final class EvidencePropertyTest {
    @Provide
    Arbitrary<List<Voice>> voices() {
        Arbitrary<Optional<AnswerSketch>> sketch = Combinators.combine(
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just(Flaw.NONE)),
                                Tuple.of(1, Arbitraries.of(Flaw.REFUSAL, Flaw.EMPTY))))
                .as((digest, flaw) -> new AnswerSketch(digest, 0, true, (int) (digest * 10), flaw))
                .optional(0.85);
        return Combinators.combine(sketch, Arbitraries.integers().between(1, 5))
                .as((s, weight) -> new Voice(new ModelId("m"), s, weight))
                .list()
                .ofMaxSize(7);
    }

    @Property
    void theLeaderIsTheOneOfTheSlowObviousCount(@ForAll("voices") List<Voice> voices) {
        Evidence evidence = Evidence.of(voices);

        Map<Long, Double> weights = new HashMap<>();
        voices.stream().filter(Voice::sound).forEach(v -> weights.merge(digest(v), v.weight(), Double::sum));
        int expected = -1;
        for (int i = 0; i < voices.size(); i++) {
            boolean better = voices.get(i).sound()
                    && (expected < 0 || weights.get(digest(voices.get(i))) > weights.get(digest(voices.get(expected))));
            expected = better ? i : expected;
        }
        if (expected >= 0) {
            long leading = digest(voices.get(expected));
            assertThat(evidence.leader()).isEqualTo(expected);
            assertThat(evidence.agreeing()).isEqualTo((int) voices.stream()
                    .filter(v -> v.sound() && digest(v) == leading)
                    .count());
        } else {
            assertThat(evidence.agreeing()).isZero();
        }
    }

    @Property
    void everyAnswerThatCameIsInExactlyOneCluster(@ForAll("voices") List<Voice> voices) {
        List<Integer> came = IntStream.range(0, voices.size())
                .filter(i -> voices.get(i).sketch().isPresent())
                .boxed()
                .toList();

        assertThat(Evidence.of(voices).clusters().stream()
                        .flatMap(List::stream)
                        .sorted()
                        .toList())
                .isEqualTo(came);
    }

    @Property
    void numbersAreFiniteAndTheirLengthDependsOnTheVoicesAlone(@ForAll("voices") List<Voice> voices) {
        double[] numbers = Evidence.of(voices).numbers();

        assertThat(numbers).hasSize(Evidence.length(voices.size()));
        assertThat(Arrays.stream(numbers)).allMatch(n -> Double.isFinite(n) && n >= 0 && n <= 2.2);
    }

    @Property
    void anAgreementRuleGoesOnExactlyUntilSoManyAgree(@ForAll("voices") List<Voice> voices) {
        Evidence evidence = Evidence.of(voices);

        assertThat(Stopping.goOn(new StopRule.Agreement(2), 0, evidence)).isEqualTo(evidence.agreeing() < 2);
    }

    @Property
    void aRegressionGoesOnWhileItsWeightedSumIsAboveZero(@ForAll("voices") List<Voice> voices) {
        Evidence evidence = Evidence.of(voices);
        List<Double> ones = Collections.nCopies(Evidence.length(voices.size()), 1.0);
        double sum = Arrays.stream(evidence.numbers()).sum();

        assertThat(Stopping.goOn(rule(Evidence.VERSION, -sum + 0.001, ones), 0, evidence))
                .isTrue();
        assertThat(Stopping.goOn(rule(Evidence.VERSION, -sum - 0.001, ones), 0, evidence))
                .isFalse();
        assertThat(Stopping.goOn(rule(Evidence.VERSION, 99, ones), 1, evidence)).isFalse();
    }

    @Example
    void aRuleFittedOnOtherEvidenceIsRefused() {
        StopRule other = rule(Evidence.VERSION + 1, 0, Collections.nCopies(Evidence.length(1), 0.0));

        assertThat(Stopping.fits(other)).isFalse();
        assertThat(Stopping.fits(rule(Evidence.VERSION, 0, List.of(1.0)))).isFalse();
        assertThat(Stopping.fits(rule(Evidence.VERSION, 0, Collections.nCopies(Evidence.length(1), 0.0))))
                .isTrue();
        assertThatThrownBy(() -> Stopping.goOn(other, 0, Evidence.of(List.of())))
                .hasMessageContaining("version");
    }

    private static StopRule rule(int version, double intercept, List<Double> weights) {
        return new StopRule.Regression(version, 1, List.of(new StopRule.Linear(intercept, weights)));
    }

    private static long digest(Voice voice) {
        return voice.sketch().orElseThrow().digest();
    }
}
