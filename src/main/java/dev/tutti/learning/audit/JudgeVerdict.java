package dev.tutti.learning.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a judge replied: the grades of the one JSON object that carries the question's code. None, several, a missing
 * grade or one that is no number from 0 to 1 is no verdict; nothing is guessed.
 */
final class JudgeVerdict {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    /** Longer replies and such with more braces are no verdicts, and would take long to look through. */
    private static final int LONGEST = 20_000;

    private static final int MOST_BRACES = 50;

    private JudgeVerdict() {}

    /** In the order of the question's fields. */
    static Optional<List<Double>> read(String reply, Question question) {
        List<JsonNode> own = objects(reply).stream()
                .filter(json -> json.path("code").asText().equals(question.code()))
                .toList();
        return own.size() == 1 ? grades(own.getFirst(), question.fields()) : Optional.empty();
    }

    private static Optional<List<Double>> grades(JsonNode verdict, List<String> fields) {
        List<Double> grades = new ArrayList<>();
        for (String field : fields) {
            JsonNode grade = verdict.path(field);
            if (!grade.isNumber() || !(grade.doubleValue() >= 0 && grade.doubleValue() <= 1)) {
                return Optional.empty();
            }
            // Of 0 there is one only: -0 would be another grade.
            grades.add(grade.doubleValue() + 0.0);
        }
        return Optional.of(grades);
    }

    /** Those that no other object holds. */
    private static List<JsonNode> objects(String reply) {
        List<JsonNode> found = new ArrayList<>();
        if (reply.length() > LONGEST) {
            return found;
        }
        int tried = 0;
        int at = reply.indexOf('{');
        while (at >= 0 && tried++ < MOST_BRACES) {
            at = reply.indexOf('{', at + addedLength(reply.substring(at), found));
        }
        return at >= 0 ? List.of() : found;
    }

    /** How much of the text was read as an object, 1 where it begins with none. */
    private static int addedLength(String text, List<JsonNode> found) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonNode json = JSON.readTree(parser);
            found.add(json);
            return Math.toIntExact(parser.currentLocation().getCharOffset());
        } catch (IOException notJson) {
            return 1;
        }
    }
}
