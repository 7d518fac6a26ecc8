package dev.tutti.edge.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.serving.provider.CatalogueProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A file of recorded outcomes: JSON lines, gzipped or not, one prompt a line with {@code prompt_id}, {@code prompt},
 * {@code category} and {@code arms}: by name {@code q} (score), {@code in}, {@code out} (tokens) and {@code a} (short
 * answer). Arms with {@code calls} are votes over others, not models, and are left out.
 */
public final class ReplayFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GZIP_FIRST = 0x1f;
    private static final String KEY = "tutti.practice.replay";

    private ReplayFile() {}

    /** {@link CatalogueProblem} that names file, line and field when it cannot be read. */
    public static Recordings read(Path file) {
        List<Recording> recordings = new ArrayList<>();
        try (BufferedReader lines = open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    recordings.add(parse(line, file, number));
                }
            }
        } catch (IOException e) {
            throw new CatalogueProblem(KEY + "=" + file + ": not a readable file of JSON lines (" + e + ")", e);
        }
        Recordings read = new Recordings(recordings);
        if (read.models().isEmpty()) {
            throw new CatalogueProblem(KEY + "=" + file
                    + ": no model in it; needed is at least one line with an arm that has q, in and out and no calls");
        }
        return read;
    }

    /** Its lines, unpacked where it is gzipped, whatever its name. */
    public static BufferedReader open(Path file) throws IOException {
        PushbackInputStream raw = new PushbackInputStream(Files.newInputStream(file), 1);
        int first = raw.read();
        if (first >= 0) {
            raw.unread(first);
        }
        InputStream plain = first == GZIP_FIRST ? new GZIPInputStream(raw) : raw;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }

    private static Recording parse(String line, Path file, int number) {
        String place = KEY + "=" + file + ", line " + number + ": ";
        try {
            JsonNode json = JSON.readTree(line);
            require(json.path("prompt").isTextual(), place + "field prompt is missing or no string");
            require(json.path("arms").isObject(), place + "field arms is missing or no object");
            return new Recording(
                    json.path("prompt_id").asText(""),
                    json.path("prompt").textValue(),
                    json.path("category").asText(""),
                    arms(json.path("arms"), place));
        } catch (JsonProcessingException e) {
            throw new CatalogueProblem(place + "no JSON object", e);
        }
    }

    private static Map<String, Recording.Arm> arms(JsonNode json, String place) {
        Map<String, Recording.Arm> arms = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> named : json.properties()) {
            JsonNode arm = named.getValue();
            if (!arm.has("calls")) {
                arms.put(named.getKey(), arm(arm, place + "arm " + named.getKey() + ": "));
            }
        }
        return arms;
    }

    private static Recording.Arm arm(JsonNode arm, String place) {
        double score = arm.path("q").asDouble(-1);
        require(score >= 0 && score <= 1, place + "q is a number, 0 to 1");
        return new Recording.Arm(
                score, tokens(arm, "in", place), tokens(arm, "out", place), arm.has("a"), answer(arm.path("a")));
    }

    private static long tokens(JsonNode arm, String field, String place) {
        JsonNode count = arm.path(field);
        require(
                count.canConvertToLong() && count.longValue() >= 0,
                place + field + " is a number of tokens, 0 or more");
        return count.longValue();
    }

    private static Optional<String> answer(JsonNode answer) {
        return answer.isMissingNode() || answer.isNull() ? Optional.empty() : Optional.of(answer.asText());
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new CatalogueProblem(message);
        }
    }
}
