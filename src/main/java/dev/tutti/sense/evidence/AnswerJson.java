package dev.tutti.sense.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.TreeMap;

/** The JSON in an answer: the whole text, or what stands in its last code fence, or an object with a field "answer". */
final class AnswerJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String FENCE = "```";
    private static final String ANSWER = "answer";

    private AnswerJson() {}

    static Optional<JsonNode> find(String text) {
        String whole = text.strip();
        Optional<JsonNode> found = parse(whole);
        if (found.isEmpty()) {
            found = fenced(whole).flatMap(AnswerJson::parse);
        }
        return found.isPresent() || !whole.contains("\"" + ANSWER + "\"") ? found : embedded(whole);
    }

    private static Optional<String> fenced(String text) {
        int close = text.lastIndexOf(FENCE);
        int open = close <= 0 ? -1 : text.lastIndexOf(FENCE, close - 1);
        int lineEnd = open < 0 ? -1 : text.indexOf('\n', open);
        boolean fenced = lineEnd >= 0 && lineEnd < close;
        return fenced ? Optional.of(text.substring(lineEnd + 1, close).strip()) : Optional.empty();
    }

    private static Optional<JsonNode> embedded(String text) {
        int open = text.indexOf('{');
        int close = text.lastIndexOf('}');
        return open >= 0 && open < close ? parse(text.substring(open, close + 1)) : Optional.empty();
    }

    /** Objects and arrays only: a bare number or word is a short answer, not JSON. */
    private static Optional<JsonNode> parse(String text) {
        if (text.isEmpty() || (text.charAt(0) != '{' && text.charAt(0) != '[')) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The answer's canonical text: of the field {@code answer} when there is one, else of the whole. */
    static String canonical(JsonNode json) {
        JsonNode answer = json.get(ANSWER);
        return answer == null || answer.isNull() ? whole(json) : whole(answer);
    }

    private static String whole(JsonNode json) {
        if (json.isValueNode()) {
            return Canonical.of(json.asText());
        }
        StringBuilder out = new StringBuilder();
        write(json, out);
        return out.toString();
    }

    private static void write(JsonNode json, StringBuilder out) {
        if (json.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            json.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            out.append('{');
            sorted.forEach((key, value) -> {
                write(
                        value,
                        out.append(out.charAt(out.length() - 1) == '{' ? "" : ",")
                                .append(key)
                                .append(':'));
            });
            out.append('}');
        } else if (json.isArray()) {
            out.append('[');
            for (int i = 0; i < json.size(); i++) {
                write(json.get(i), out.append(i == 0 ? "" : ","));
            }
            out.append(']');
        } else {
            out.append(Canonical.of(json.asText()));
        }
    }
}
