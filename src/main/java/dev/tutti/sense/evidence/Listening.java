package dev.tutti.sense.evidence;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Hearing;
import dev.tutti.words.plan.StopRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a cascade hears in its answers so far, weighed as its plan says: the same function live and in training. */
public final class Listening {
    private Listening() {}

    /** What came of one step: an answer of so many tokens, or none, and what is known of it beside. */
    public record Answer(int step, ModelId model, Optional<AnswerSketch> sketch, long tokens, Warrant warrant) {}

    /** The evidence of the answers in the order in which they were asked for, each of another step. */
    public static Evidence hear(Cascade plan, List<Answer> answers) {
        return plan.rule() instanceof StopRule.NextCall learned
                ? hearing(learned, answers)
                        .map(hearing -> weighed(hearing, answers))
                        .orElseGet(() -> reliable(plan, answers))
                : reliable(plan, answers);
    }

    private static Optional<Hearing> hearing(StopRule.NextCall rule, List<Answer> answers) {
        List<Integer> asked = answers.stream().map(Answer::step).sorted().toList();
        return rule.hearings().stream()
                .filter(hearing -> hearing.asked().equals(asked))
                .findFirst();
    }

    private static Evidence weighed(Hearing hearing, List<Answer> answers) {
        List<Evidence.Voice> voices = new ArrayList<>();
        for (Answer answer : answers) {
            Hearing.Voice voice = hearing.voices().get(hearing.asked().indexOf(answer.step()));
            voices.add(
                    new Evidence.Voice(answer.model(), answer.sketch(), voice.of(answer.tokens()), answer.warrant()));
        }
        return Evidence.of(voices, hearing.none());
    }

    private static Evidence reliable(Cascade plan, List<Answer> answers) {
        return Evidence.of(answers.stream()
                .map(answer -> new Evidence.Voice(
                        answer.model(), answer.sketch(), plan.reliability().of(answer.model()), answer.warrant()))
                .toList());
    }
}
