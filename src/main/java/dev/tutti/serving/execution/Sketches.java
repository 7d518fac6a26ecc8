package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.util.List;
import java.util.Optional;

/** The sketch of a request's final answer, as the log keeps it and as calls of the same words are sketched. */
public final class Sketches {
    private Sketches() {}

    /** Of what a run of that plan answered; empty when it did not. */
    public static Optional<AnswerSketch> of(ChatRequest request, Plan plan, Ending ending) {
        return ending.said().map(answer -> alone(plan, ending.calls()).orElseGet(() -> of(request, answer)));
    }

    static AnswerSketch of(ChatRequest request, Answer answer) {
        AnswerSketch sketch =
                Screening.sketch(answer, AnswerForm.of(request.body().path("response_format")));
        return ToolRule.of(request).heard(answer, sketch);
    }

    /** Where one call wrote the answer its record has the sketch: to look again costs what it cost, schema and all. */
    private static Optional<AnswerSketch> alone(Plan plan, List<CallRecord> calls) {
        return plan instanceof Single && calls.size() == 1 ? calls.getFirst().sketch() : Optional.empty();
    }
}
