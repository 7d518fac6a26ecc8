package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** How far a release has come on its way to decide on all requests. The names are a format on disk. */
public enum Stage {
    /** It decides beside the champion, and on no request. */
    SHADOW("shadow", 0),
    TWENTIETH("5%", 0.05),
    QUARTER("25%", 0.25),
    /** It decides on all requests, and the champion beside it: there is still a way back that needs nobody. */
    WHOLE("100%", 1);

    private final String wireName;
    private final double share;

    Stage(String wireName, double share) {
        this.wireName = wireName;
        this.share = share;
    }

    /** The share of requests that the challenger decides on, 0 to 1. */
    public double share() {
        return share;
    }

    /** Empty after the last: then it is the champion. */
    public Optional<Stage> next() {
        return switch (this) {
            case SHADOW -> Optional.of(TWENTIETH);
            case TWENTIETH -> Optional.of(QUARTER);
            case QUARTER -> Optional.of(WHOLE);
            case WHOLE -> Optional.empty();
        };
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    @JsonCreator
    static Stage ofWireName(String name) {
        return Arrays.stream(values())
                .filter(stage -> stage.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no stage '" + name + "'"));
    }
}
