package dev.tutti.serving.execution;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;

/** A draft, who made it and what its sketch says. */
record Proposal(ModelId model, Answer answer, AnswerSketch sketch) {}
