package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One sub-call to make: what it is for, the body to send, and the text that it adds to the conversation, in tokens as
 * estimated. {@code form}: what is demanded of the answer; one that has it not is flawed. {@code check}: what its task's
 * verifier says of its text, where the call is to answer the request as it stands and the task has one.
 */
record CallOrder(
        CallRole role,
        int layer,
        ModelId model,
        ObjectNode body,
        Tokens extra,
        AnswerForm form,
        Optional<Predicate<String>> check) {
    /** One whose text nobody checks. */
    CallOrder(CallRole role, int layer, ModelId model, ObjectNode body, Tokens extra, AnswerForm form) {
        this(role, layer, model, body, extra, form, Optional.empty());
    }

    CallOrder checkedBy(Optional<Predicate<String>> verifier) {
        return new CallOrder(role, layer, model, body, extra, form, verifier);
    }

    /** What can be said of an answer to it by itself; calls of tools are no text to check. */
    Warrant warrant(Answer answer) {
        return new Warrant(
                Logprobs.mean(answer),
                check.filter(_ -> !answer.callsTools()).map(verifier -> verifier.test(answer.text())));
    }

    /** Whether its prompt is the conversation and nothing else: the next turn's begins with the same. */
    boolean repeatsPrompt() {
        return extra.equals(Tokens.NONE);
    }

    /** The same call once more, beside the first. */
    CallOrder hedge() {
        return new CallOrder(CallRole.HEDGE, layer, model, body, extra, form, check);
    }

    /** The same call of another model. */
    CallOrder by(ModelId other) {
        return new CallOrder(role, layer, other, body, extra, form, check);
    }
}
