package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.SaidText;
import dev.tutti.words.chat.Usage;
import java.util.Optional;

/** Reads an {@link Answer} off an OpenAI {@code chat.completion} object. */
final class AnswerReader {
    static final String REASONING = "reasoning_content";

    private AnswerReader() {}

    /** Refuses what has not at least one choice with a message, and tool calls of any other shape than the standard's. */
    static ObjectNode requireCompletion(JsonNode node) throws NotAnAnswer {
        if (!(node instanceof ObjectNode object)) {
            throw new NotAnAnswer("200 with JSON that is no object");
        }
        if (object.hasNonNull("error")) {
            throw new NotAnAnswer("200 with an error object" + ErrorCode.inBrackets(object));
        }
        JsonNode choices = object.path("choices");
        if (!choices.isArray()) {
            throw new NotAnAnswer("200 with an object without choices");
        }
        if (choices.isEmpty()) {
            throw new NotAnAnswer("200 with no choice");
        }
        JsonNode content = choices.path(0).path("message").path("content");
        boolean shaped = choices.path(0).path("message").isObject()
                && (content.isTextual() || content.isArray() || content.isNull() || content.isMissingNode());
        if (!shaped) {
            throw new NotAnAnswer("200 with a choice without a message");
        }
        for (JsonNode choice : choices) {
            requireToolCalls(choice.path("message").path("tool_calls"));
        }
        return object;
    }

    private static void requireToolCalls(JsonNode calls) throws NotAnAnswer {
        boolean none = calls.isMissingNode() || calls.isNull();
        if (!none && !(calls.isArray() && calls.valueStream().allMatch(AnswerReader::isToolCall))) {
            throw new NotAnAnswer("200 with tool calls of a wrong shape");
        }
    }

    /** Tools of other types than functions have no function. */
    private static boolean isToolCall(JsonNode call) {
        JsonNode function = call.path("function");
        return call.isObject()
                && (function.isMissingNode() || (function.isObject() && isText(function.path("arguments"))));
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() || value.isNull() || value.isMissingNode();
    }

    static Answer answer(ObjectNode completion, String askedModel, Usage usage) {
        JsonNode choice = completion.path("choices").path(0);
        JsonNode message = choice.path("message");
        String served = completion.path("model").asText("");
        return new Answer(
                text(message),
                finishReason(choice, message),
                served.isBlank() ? askedModel : served,
                usage,
                Optional.of(completion));
    }

    /** The words of a message: its content, the text parts of it, or its refusal. */
    static String text(JsonNode message) {
        String said = SaidText.of(message.path("content"));
        return said.isEmpty() ? message.path("refusal").asText("") : said;
    }

    /** What a model thought before it answered, as far as its provider shows it: under one of two names, or both alike. */
    static String thoughts(JsonNode message) {
        String thought = message.path(REASONING).asText("");
        return thought.isEmpty() && message.path("reasoning").isTextual()
                ? message.path("reasoning").textValue()
                : thought;
    }

    /** All that a provider may charge as written: the thoughts, words and tool calls of every choice. */
    static String written(ObjectNode completion) {
        StringBuilder written = new StringBuilder();
        for (JsonNode choice : completion.path("choices")) {
            JsonNode message = choice.path("message");
            JsonNode calls = message.path("tool_calls");
            written.append(thoughts(message)).append(text(message)).append(calls.isEmpty() ? "" : calls.toString());
        }
        return written.toString();
    }

    /** Some endpoints say {@code stop}, or nothing, where a whole message came or tools are called. */
    private static String finishReason(JsonNode choice, JsonNode message) {
        String given = choice.path("finish_reason").asText("");
        boolean unclear = given.isEmpty() || given.equals("null") || given.equals("stop");
        if (!unclear) {
            return given;
        }
        return message.path("tool_calls").isEmpty() ? "stop" : "tool_calls";
    }
}
