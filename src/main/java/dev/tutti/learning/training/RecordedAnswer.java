package dev.tutti.learning.training;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import java.util.Optional;

/** What one model said to a prompt, as the log knows it: a missing answer has no sketch and scores 0. */
record RecordedAnswer(
        Optional<AnswerSketch> sketch, double score, Usd cost, Tokens prompt, Tokens output, Warrant warrant) {
    RecordedAnswer {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is 0 to 1, was " + score);
        }
    }

    /** Whether a stop rule learns anything from it but that it is like no other. */
    boolean heard() {
        return sketch.filter(AnswerSketch::heard).isPresent() || !warrant.equals(Warrant.NONE);
    }

    /** One of which nothing is known but its sketch. */
    RecordedAnswer(Optional<AnswerSketch> sketch, double score, Usd cost, Tokens prompt, Tokens output) {
        this(sketch, score, cost, prompt, output, Warrant.NONE);
    }
}
