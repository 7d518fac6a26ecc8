package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Answer;
import java.util.List;

/** What a plan, or the call that ends it, brought. */
sealed interface Said {
    Said NOTHING = new Nothing();

    /** An answer; its content has gone to the stream when one is wanted, {@code closing} has not. */
    record Whole(Answer answer, List<ObjectNode> closing) implements Said {}

    /** The stream has content of an answer that will never be whole. */
    record BrokenOff() implements Said {}

    /** No answer, and nothing of one in the stream. */
    record Nothing() implements Said {}
}
