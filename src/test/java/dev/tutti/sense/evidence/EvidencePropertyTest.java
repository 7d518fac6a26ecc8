package dev.tutti.sense.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.tutti.sense.evidence.Evidence.Voice;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
    private static final ModelId A = new ModelId("a");

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
    void theNumbersAreTheSlowObviousOnesOfIndependentVoices(@ForAll("voices") List<Voice> voices) {
        Map<Long, Double> weights = new HashMap<>();
        voices.stream().filter(Voice::sound).forEach(v -> weights.merge(digest(v), v.weight(), Double::sum));
        double all = 1 + weights.values().stream().mapToDouble(Math::exp).sum();
        List<Double> right = weights.values().stream()
                .map(weight -> Math.exp(weight) / all)
                .sorted(Comparator.reverseOrder())
                .toList();
        double first = right.isEmpty() ? 0 : right.get(0);
        double second = right.size() < 2 ? 0 : right.get(1);
        double kept = Math.max(0.001, Math.min(0.999, first));

        double[] numbers = Evidence.of(voices).numbers();

        assertThat(numbers).hasSize(Evidence.NUMBERS);
        assertThat(numbers)
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(
                        first,
                        first * first,
                        second,
                        Math.log(kept / (1 - kept)),
                        voices.isEmpty() ? 0 : (double) right.size() / voices.size());
    }

    @Example
    void weightsBeyondAnExponentialStillGiveNumbers() {
        AnswerSketch sketch = new AnswerSketch(1, 0, true, 10, Flaw.NONE);

        double[] numbers =
                Evidence.of(List.of(new Voice(A, Optional.of(sketch), 1e300))).numbers();

        assertThat(numbers).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    }

    @Property
    void anAgreementTakesTheStepsInOrderUntilSoManyAgree(@ForAll("voices") List<Voice> voices) {
        Evidence evidence = Evidence.of(voices);
        Cascade cascade = cascade(new StopRule.Agreement(2));

        assertThat(Stopping.next(cascade, List.of(0, 1), evidence).isPresent()).isEqualTo(evidence.agreeing() < 2);
        assertThat(Stopping.next(cascade, List.of(0), Evidence.of(List.of()))).hasValue(1);
        assertThat(Stopping.next(cascade, List.of(0, 1, 2), Evidence.of(List.of())))
                .isEmpty();
    }

    @Property
    void aLearnedRuleTakesTheBranchThatGainsMostFromWhereItIsOrStops(@ForAll("voices") List<Voice> voices) {
        Evidence evidence = Evidence.of(voices);
        double sum = Arrays.stream(evidence.numbers()).sum();
        StopRule.Branch little = branch(List.of(0), 1, 0.001 - sum);
        StopRule.Branch more = branch(List.of(0), 2, 0.002 - sum);
        StopRule.Branch nothing = branch(List.of(0, 1), 2, -0.001 - sum);
        Cascade cascade = cascade(rule(Evidence.VERSION, little, more, nothing));

        assertThat(Stopping.next(cascade, List.of(0), evidence)).hasValue(2);
        assertThat(Stopping.next(cascade, List.of(0, 1), evidence)).isEmpty();
        assertThat(Stopping.next(cascade, List.of(0, 2), evidence)).isEmpty();
        assertThat(gain(cascade, List.of(0), evidence)).isCloseTo(0.002, offset(1e-4));
        assertThat(gain(cascade, List.of(0, 1), evidence)).isCloseTo(-0.001, offset(1e-4));
        assertThat(Stopping.look(cascade, List.of(0, 2), evidence).onward()).isEqualTo(new Onward(0, Optional.empty()));
    }

    private static double gain(Cascade cascade, List<Integer> asked, Evidence evidence) {
        return Stopping.look(cascade, asked, evidence).onward().gain().orElseThrow();
    }

    @Example
    void whatMayFollowAreTheBranchesFromThereOrTheNextInOrder() {
        Cascade learned = cascade(rule(Evidence.VERSION, branch(List.of(0), 2, 0), branch(List.of(0, 2), 1, 0)));
        Cascade agreeing = cascade(new StopRule.Agreement(2));

        assertThat(Stopping.mayFollow(learned, new TreeSet<>(), 0)).containsExactly(2);
        assertThat(Stopping.mayFollow(learned, new TreeSet<>(List.of(0)), 2)).containsExactly(1);
        assertThat(Stopping.mayFollow(learned, new TreeSet<>(List.of(0)), 1)).isEmpty();
        assertThat(Stopping.mayFollow(agreeing, new TreeSet<>(List.of(0)), 1)).containsExactly(2);
        assertThat(Stopping.mayFollow(agreeing, new TreeSet<>(List.of(0, 1)), 2))
                .isEmpty();
    }

    @Example
    void aRuleFittedOnOtherEvidenceIsRefused() {
        StopRule other = rule(Evidence.VERSION + 1, branch(List.of(0), 1, 0));
        StopRule narrow =
                rule(Evidence.VERSION, new StopRule.Branch(List.of(0), 1, new StopRule.Linear(0, List.of(1.0))));

        assertThat(Stopping.fits(other)).isFalse();
        assertThat(Stopping.fits(narrow)).isFalse();
        assertThat(Stopping.fits(rule(Evidence.VERSION)))
                .as("a rule as a row names it")
                .isFalse();
        assertThat(Stopping.fits(rule(Evidence.VERSION, branch(List.of(0), 1, 0))))
                .isTrue();
        assertThatThrownBy(() -> Stopping.next(cascade(other), List.of(0), Evidence.of(List.of())))
                .hasMessageContaining("version");
    }

    private static StopRule rule(int version, StopRule.Branch... branches) {
        return new StopRule.NextCall(version, "r", 1, List.of(branches));
    }

    private static StopRule.Branch branch(List<Integer> asked, int next, double intercept) {
        return new StopRule.Branch(
                asked, next, new StopRule.Linear(intercept, Collections.nCopies(Evidence.NUMBERS, 1.0)));
    }

    private static Cascade cascade(StopRule rule) {
        return new Cascade(
                List.of(new Step.Ask(A), new Step.Ask(new ModelId("b")), new Step.Ask(new ModelId("c"))),
                rule,
                Reliability.EQUAL,
                List.of(1.0, 0.5, 0.5));
    }

    private static long digest(Voice voice) {
        return voice.sketch().orElseThrow().digest();
    }
}
