package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.learning.training.KnownAnswers;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Role;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A recorded prompt ready to be replayed: the request that asks it, when it is asked, and all models' answers as rows that an
 * import would make of them.
 */
record KnownPrompt(RecordedPrompt prompt, Instant at, ChatRequest chat, List<LabelledRow> rows, KnownAnswers answers) {
    KnownPrompt {
        rows = List.copyOf(rows);
    }

    static KnownPrompt of(RecordedPrompt prompt, Instant at, List<LabelledRow> rows) {
        return new KnownPrompt(prompt, at, chat(prompt), rows, KnownAnswers.of(rows));
    }

    /** As a caller asks it, see {@link RecordedCaller}. */
    static ChatRequest chat(RecordedPrompt prompt) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode wire =
                body.putArray("messages").addObject().put("role", "user").put("content", prompt.text());
        Message asked = new Message(Role.USER, prompt.text(), wire);
        return new ChatRequest(List.of(asked), OptionalLong.empty(), 1, false, false, Set.of(), body);
    }

    String hash() {
        return rows.getFirst().row().promptHash();
    }

    private LabelledRow row(ModelId model) {
        return rows.stream()
                .filter(row -> row.row().plan().models().contains(model))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no recorded answer of " + model));
    }

    CallRecord call(ModelId model) {
        return row(model).row().calls().getFirst();
    }

    double score(ModelId model) {
        return row(model).labels().getFirst().score();
    }
}
