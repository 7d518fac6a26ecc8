package dev.tutti.edge.practice;

import dev.tutti.serving.provider.CatalogueProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

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

    private static Recording recording(RecordedLine line) {
        Map<String, Recording.Arm> arms = new LinkedHashMap<>();
        line.arms().forEach((name, arm) -> {
            if (!arm.isOfCalls()) {
                arms.put(name, arm(name, arm));
            }
        });
        return new Recording(line.promptId(), line.prompt(), line.category(), arms);
    }

    private static Recording.Arm arm(String name, RecordedArm arm) {
        return new Recording.Arm(
                arm.score(),
                tokens(name, "in", arm.read()),
                tokens(name, "out", arm.written()),
                arm.keepsAnswers(),
                arm.answer());
    }

    private static long tokens(String name, String field, OptionalLong tokens) {
        return tokens.orElseThrow(() -> new IllegalArgumentException(
                "arm " + name + ": " + field + " is missing; needed is a number of tokens, 0 or more"));
    }
}
