package dev.tutti.serving.execution;

import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;

/** The sketch of a request's final answer, as the log keeps it and as calls of the same words are sketched. */
public final class Sketches {
    private Sketches() {}

    public static AnswerSketch of(ChatRequest request, Answer answer) {
        AnswerSketch sketch =
                Screening.sketch(answer, AnswerForm.of(request.body().path("response_format")));
        return ToolRule.of(request).heard(answer, sketch);
    }
}
