package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * The code (or else the type) of an OpenAI error object, when it looks like one. Of an error that is not the request's own
 * fault nothing else is passed on: providers quote prompts and parts of keys in their messages.
 */
final class ErrorCode {
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}|[0-9]{3}");

    private ErrorCode() {}

    /** {@code " (context_length_exceeded)"}, or nothing. */
    static String inBrackets(JsonNode object) {
        JsonNode error = object.path("error");
        String code = error.path("code").asText("");
        String type = error.path("type").asText("");
        String shown = CODE.matcher(code).matches() ? code : type;
        return CODE.matcher(shown).matches() ? " (" + shown + ")" : "";
    }
}
