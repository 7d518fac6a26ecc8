package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.Ending;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.util.List;
import java.util.Optional;

/** Runs that call tools. */
final class ToolRuns {
    private ToolRuns() {}

    /** Some text and one call. */
    static Ending calling() {
        ObjectNode wire = JsonNodeFactory.instance.objectNode();
        ObjectNode choice = wire.putArray("choices").addObject().put("index", 0);
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").put("content", "I look.");
        call(message.putArray("tool_calls").addObject(), "call_1", "{\"city\":\"Rome\"}");
        choice.put("finish_reason", "tool_calls");
        return new Ending.Answered(
                new Answer("I look.", "tool_calls", "small-2026", Usage.of(10, 2), Optional.of(wire)),
                List.of(),
                List.of(ScriptedServing.call()),
                Usd.ZERO);
    }

    /** Two calls, whose pieces come mixed. */
    static Ending calling(AnswerStream stream) {
        stream.chunk(ScriptedServing.delta("I look."));
        stream.chunk(piece(0, "call_1", "{\"city\":"));
        stream.chunk(piece(1, "call_2", "{\"city\":"));
        stream.chunk(piece(0, "", "\"Rome\"}"));
        stream.chunk(piece(1, "", "\"Oslo\"}"));
        return called();
    }

    /** The same two calls, the first whole before the second begins, as providers say them. */
    static Ending callingInTurn(AnswerStream stream) {
        stream.chunk(ScriptedServing.delta("I look."));
        stream.chunk(piece(0, "call_1", "{\"city\":"));
        stream.chunk(piece(0, "", "\"Rome\"}"));
        stream.chunk(piece(1, "call_2", "{\"city\":"));
        stream.chunk(piece(1, "", "\"Oslo\"}"));
        return called();
    }

    private static Ending called() {
        ObjectNode closing = JsonNodeFactory.instance.objectNode();
        ObjectNode choice = closing.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        choice.put("finish_reason", "tool_calls");
        return new Ending.Answered(
                new Answer("I look.", "tool_calls", "small-2026", Usage.of(10, 2), Optional.empty()),
                List.of(closing),
                List.of(ScriptedServing.call()),
                Usd.ZERO);
    }

    private static ObjectNode piece(int index, String id, String arguments) {
        ObjectNode chunk = JsonNodeFactory.instance.objectNode();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        ObjectNode piece = choice.putObject("delta").putArray("tool_calls").addObject();
        piece.put("index", index);
        if (id.isEmpty()) {
            piece.putObject("function").put("arguments", arguments);
        } else {
            call(piece, id, arguments);
        }
        choice.putNull("finish_reason");
        return chunk;
    }

    private static void call(ObjectNode call, String id, String arguments) {
        call.put("id", id).put("type", "function");
        call.putObject("function").put("name", "weather").put("arguments", arguments);
    }
}
