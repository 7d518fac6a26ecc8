package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;

/**
 * One call to make: the model, what is asked of it, the instant after which nobody waits for it, and who pays for
 * repetitions of attempts that may have been charged.
 */
public record ModelCall(RequestId request, CatalogueModel model, Question question, Deadline deadline, Cover cover) {
    /** One that goes on with a conversation. */
    public ModelCall(
            RequestId request,
            CatalogueModel model,
            ObjectNode body,
            Tokens outputLimit,
            Deadline deadline,
            boolean stream,
            Cover cover) {
        this(request, model, new Question.Conversation(body, outputLimit, stream), deadline, cover);
    }

    /** Of a conversation; {@link IllegalStateException} when nothing of the kind is asked. */
    public ObjectNode body() {
        return conversation().body();
    }

    /** As {@link #body}. */
    public Tokens outputLimit() {
        return conversation().outputLimit();
    }

    /** Whether the answer is to come piece by piece. */
    public boolean stream() {
        return question instanceof Question.Conversation asked && asked.stream();
    }

    ModelCall until(Deadline earlier) {
        return new ModelCall(request, model, question, earlier, cover);
    }

    private Question.Conversation conversation() {
        return switch (question) {
            case Question.Conversation asked -> asked;
            case Question.Embedding _ -> throw new IllegalStateException("an embedding is no conversation");
        };
    }
}
