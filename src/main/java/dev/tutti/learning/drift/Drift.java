package dev.tutti.learning.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.tutti.words.chat.ModelId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Something that is no longer as the serving release learned it: of which model (of none: the prompts), since when, in words. */
@JsonNaming(SnakeCaseStrategy.class)
public record Drift(Kind kind, Optional<ModelId> model, Instant since, String says) {
    private static final int LONGEST_ID = 100;

    /** What drifts. */
    public enum Kind {
        /** A model's scores, against what is predicted of them. */
        QUALITY,
        /** The clusters of the prompts. */
        PROMPTS,
        /** The version of a model that its provider serves. */
        VERSION;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Drift quality(ModelId model, Instant since) {
        return new Drift(Kind.QUALITY, Optional.of(model), since, "its scores fell against what is predicted of them");
    }

    static Drift prompts(Instant since) {
        return new Drift(
                Kind.PROMPTS,
                Optional.empty(),
                since,
                "the latest %d prompts lie in other clusters than those that the release learned from"
                        .formatted(ClusterShift.RECENT));
    }

    static Drift version(ModelId model, ServedVersions.Change change) {
        return new Drift(
                Kind.VERSION,
                Optional.of(model),
                change.since(),
                "a new version: its provider serves '%s', before '%s'"
                        .formatted(printable(change.now()), printable(change.before())));
    }

    /** What a provider wrote goes into a log line: no line breaks, no novels. */
    private static String printable(String id) {
        String line = id.replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST_ID ? line.substring(0, LONGEST_ID) + "..." : line;
    }

    /** Whether both tell of one event: of that the time may still move, as labels come late. */
    boolean isOf(Drift other) {
        return kind == other.kind && model.equals(other.model) && says.equals(other.says);
    }

    /** The line of the log. */
    String line() {
        return "drift of %s since %s%s: %s"
                .formatted(kind.wireName(), since, model.map(id -> " at " + id).orElse(""), says);
    }
}
