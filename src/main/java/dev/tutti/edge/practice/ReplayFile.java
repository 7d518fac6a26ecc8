package dev.tutti.edge.practice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.serving.provider.CatalogueProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link RecordedLines} as the replayed upstream reads them: arms need their tokens; those with {@code calls} are votes
 * over others, not models, and are left out.
 */
public final class ReplayFile {
    private static final String KEY = "tutti.practice.replay";

    private ReplayFile() {}

    /** {@link CatalogueProblem} that names file, line and field when it cannot be read. */
    public static Recordings read(Path file) {
        List<Recording> recordings = new ArrayList<>();
        try {
            RecordedLines.read(file, line -> recordings.add(recording(line)));
        } catch (RecordedLines.Malformed e) {
            throw new CatalogueProblem(KEY + "=" + e.getMessage(), e);
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

    private static Recording recording(JsonNode line) {
        return new Recording(
                line.path("prompt_id").asText(""),
                line.path("prompt").textValue(),
                line.path("category").asText(""),
                arms(line.path("arms")));
    }

    private static Map<String, Recording.Arm> arms(JsonNode json) {
        Map<String, Recording.Arm> arms = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> named : json.properties()) {
            JsonNode arm = named.getValue();
            if (!arm.has("calls")) {
                arms.put(named.getKey(), arm(named.getKey(), arm));
            }
        }
        return arms;
    }

    private static Recording.Arm arm(String name, JsonNode arm) {
        return new Recording.Arm(
                RecordedLines.score(name, arm),
                tokens(name, arm, "in"),
                tokens(name, arm, "out"),
                arm.has("a"),
                answer(arm.path("a")));
    }

    private static long tokens(String name, JsonNode arm, String field) {
        JsonNode count = arm.path(field);
        RecordedLines.require(
                count.canConvertToLong() && count.longValue() >= 0,
                "arm " + name + ": " + field + " is a number of tokens, 0 or more");
        return count.longValue();
    }

    private static Optional<String> answer(JsonNode answer) {
        return answer.isMissingNode() || answer.isNull() ? Optional.empty() : Optional.of(answer.asText());
    }
}
