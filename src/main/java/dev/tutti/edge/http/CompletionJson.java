package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.serving.execution.Ending;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;

/** The OpenAI object of an answer: the upstream's own where there is one, with its unknown fields. */
final class CompletionJson {

    private CompletionJson() {}

    static ObjectNode of(Answer answer, Ending ending, OutcomeRow row, ObjectNode routing) {
        ObjectNode json = answer.wire().map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
        json.put("id", id(row.id()));
        json.put("object", "chat.completion");
        json.put("created", row.at().getEpochSecond());
        json.put("model", model(row.plan(), answer.servedModel()));
        if (json.path("choices").isEmpty()) {
            putChoice(json, answer);
        }
        ObjectNode told = ending.calls().size() == 1 && json.path("usage") instanceof ObjectNode usage
                ? usage
                : json.putObject("usage");
        UsageJson.write(told, ending.usage(), ending.cost());
        json.set("usage", told);
        json.set("routing", routing);
        return json;
    }

    static String id(RequestId id) {
        return "chatcmpl-" + id;
    }

    /** A single plan's answer comes from a model, an ensemble's from the ensemble. */
    static String model(Plan plan, String served) {
        return plan instanceof Single ? served : "tutti/" + plan.strategy().wireName();
    }

    private static void putChoice(ObjectNode json, Answer answer) {
        ObjectNode choice = json.putArray("choices").addObject();
        choice.put("index", 0);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", answer.text())
                .putNull("refusal");
        choice.putNull("logprobs");
        choice.put("finish_reason", answer.finishReason());
    }
}
