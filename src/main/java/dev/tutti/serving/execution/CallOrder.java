package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;

/**
 * One sub-call to make: what it is for, the body to send, and the text that it adds to the conversation, in tokens as
 * estimated. {@code form}: what is demanded of the answer; one that has it not is flawed.
 */
record CallOrder(CallRole role, int layer, ModelId model, ObjectNode body, Tokens extra, AnswerForm form) {
    /** The same call once more, beside the first. */
    CallOrder hedge() {
        return new CallOrder(CallRole.HEDGE, layer, model, body, extra, form);
    }

    /** The same call of another model. */
    CallOrder by(ModelId other) {
        return new CallOrder(role, layer, other, body, extra, form);
    }
}
