package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import java.time.Duration;
import java.util.Map;

/**
 * One call to make: the model, what is asked of it, the instant after which nobody waits for it, who pays for repetitions of
 * attempts that may have been charged, and the headers that name its span, for those who may know of it.
 */
public record ModelCall(
        RequestId request,
        CatalogueModel model,
        Question question,
        Deadline deadline,
        Cover cover,
        Map<String, String> trace) {
    public ModelCall {
        trace = Map.copyOf(trace);
    }

    /** One that no trace knows of. */
    public ModelCall(RequestId request, CatalogueModel model, Question question, Deadline deadline, Cover cover) {
        this(request, model, question, deadline, cover, Map.of());
    }

    /** One that goes on with a conversation, and that no trace knows of. */
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

    /** The same, known to a trace by these headers. */
    public ModelCall tracedBy(Map<String, String> headers) {
        return new ModelCall(request, model, question, deadline, cover, headers);
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

    /** Whether a provider that must be asked to keep the prompt in its cache is asked to. */
    boolean cached() {
        return question instanceof Question.Conversation asked && asked.cached();
    }

    /** The same, which nobody waits for longer than until then. */
    ModelCall within(Duration most) {
        return new ModelCall(request, model, question, deadline.within(most), cover, trace);
    }

    private Question.Conversation conversation() {
        return switch (question) {
            case Question.Conversation asked -> asked;
            case Question.Embedding _ -> throw new IllegalStateException("an embedding is no conversation");
        };
    }
}
