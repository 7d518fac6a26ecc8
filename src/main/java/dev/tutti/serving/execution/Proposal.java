package dev.tutti.serving.execution;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;

/** A draft, who made it, what its sketch says, and what else is known of it. */
record Proposal(ModelId model, Answer answer, AnswerSketch sketch, Warrant warrant) {
    /** One that nobody checks. */
    Proposal(ModelId model, Answer answer, AnswerSketch sketch) {
        this(model, answer, sketch, Warrant.NONE);
    }

    Proposal saying(Answer other) {
        return new Proposal(model, other, sketch, warrant);
    }
}
