package dev.tutti.edge.http;

import dev.tutti.words.setting.AtLeast;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When conversations are turned away because there is more to do than can be done in time. */
@ConfigMapping(prefix = "tutti.overload")
public interface OverloadSettings {
    /** While fewer conversations are inside nobody is turned away, however long work waits: others may be the cause. */
    @WithDefault("8")
    @Min(1)
    int floor();

    /** Conversations that may be inside at once at most, however quick all is. */
    @WithDefault("4000")
    @Min(1)
    int ceiling();

    /** How long work may wait for a thread before there is too much of it. */
    @WithDefault("100ms")
    @AtLeast("PT0.001S")
    Duration target();

    /** Nothing in so long must have waited less than that; so long, too, what was found out holds. */
    @WithDefault("200ms")
    @AtLeast("PT0.01S")
    Duration interval();
}
