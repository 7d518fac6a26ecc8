package dev.tutti.sense.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.evidence.Evidence.Voice;
import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class LeaveOneOutPropertyTest {
    @Provide
    Arbitrary<List<Long>> answers() {
        return Arbitraries.longs().between(0, 2).list().ofMaxSize(7);
    }

    @Property
    void whoeverIsNamedChangesTheSlowObviousPluralityAndNobodyElseDoes(@ForAll("answers") List<Long> answers) {
        List<Influence> found =
                answers.isEmpty() ? List.of() : LeaveOneOut.of(voices(answers), sketch(plurality(answers)));

        List<Influence> expected = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            List<Long> others = new ArrayList<>(answers);
            others.remove(i);
            if (!others.isEmpty() && plurality(others) != plurality(answers)) {
                expected.add(new Influence(new ModelId("m" + i), plurality(answers), plurality(others)));
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Example
    void allVoicesOfAModelLeaveTogetherAndWhoIsAloneHasNoInfluence() {
        List<Voice> voices = List.of(voice("liar", 7), voice("liar", 7), voice("b", 1));

        assertThat(LeaveOneOut.of(voices, sketch(7))).containsExactly(new Influence(new ModelId("liar"), 7, 1));
        assertThat(LeaveOneOut.of(voices.subList(0, 2), sketch(7))).isEmpty();
    }

    @Example
    void whatAnAggregatorTookFromOneAloneIsThatOnesInfluenceAndWhatTwoSaidIsNobodys() {
        List<Voice> voices = List.of(voice("liar", 7), voice("b", 1), voice("c", 1), voice("d", 1));

        assertThat(LeaveOneOut.of(voices, sketch(7))).containsExactly(new Influence(new ModelId("liar"), 7, 1));
        assertThat(LeaveOneOut.of(
                        List.of(voice("liar", 7), voice("e", 7), voice("b", 1), voice("c", 1), voice("d", 1)),
                        sketch(7)))
                .isEmpty();
        assertThat(LeaveOneOut.of(voices, sketch(5))).isEmpty();
    }

    @Example
    void longTextsHaveNoInfluenceSinceCodeCannotTellWhetherTheySayTheSame() {
        AnswerSketch one = new AnswerSketch(0, 5, false, 900, Flaw.NONE);
        AnswerSketch other = new AnswerSketch(0, ~5, false, 900, Flaw.NONE);

        assertThat(LeaveOneOut.of(
                        List.of(
                                new Voice(new ModelId("a"), Optional.of(one), 1),
                                new Voice(new ModelId("b"), Optional.of(other), 1)),
                        one))
                .isEmpty();
    }

    private static List<Voice> voices(List<Long> answers) {
        List<Voice> voices = new ArrayList<>();
        answers.forEach(answer -> voices.add(voice("m" + voices.size(), answer)));
        return voices;
    }

    private static Voice voice(String model, long digest) {
        return new Voice(new ModelId(model), Optional.of(sketch(digest)), 1);
    }

    private static AnswerSketch sketch(long digest) {
        return new AnswerSketch(digest, 0, true, 10, Flaw.NONE);
    }

    private static long plurality(List<Long> answers) {
        long best = answers.getFirst();
        for (long answer : answers) {
            best = count(answers, answer) > count(answers, best) ? answer : best;
        }
        return best;
    }

    private static long count(List<Long> answers, long wanted) {
        return answers.stream().filter(answer -> answer == wanted).count();
    }
}
