package dev.tutti.memory.modelstore;

import java.time.Instant;
import java.util.Objects;

/**
 * A challenger on its way to take the champion's place: what the file {@code ROLLOUT} holds, a format to which fields are
 * added. {@code champion}: the release that serves, {@code none} for the rule without a model. {@code begun}: when the
 * challenger was proposed; {@code since}: when its stage began.
 */
public record Rollout(String champion, String challenger, Stage stage, Instant begun, Instant since) {
    public static final String NO_RELEASE = "none";

    public Rollout {
        Objects.requireNonNull(stage, "a rollout has a stage");
        Objects.requireNonNull(begun, "a rollout began at some time");
        Objects.requireNonNull(since, "a stage began at some time");
        if (champion.equals(challenger)) {
            throw new IllegalArgumentException("a release does not take its own place: " + champion);
        }
    }

    static Rollout begin(String champion, String challenger, Instant now) {
        return new Rollout(champion, challenger, Stage.SHADOW, now, now);
    }

    Rollout at(Stage next, Instant now) {
        return new Rollout(champion, challenger, next, begun, now);
    }
}
