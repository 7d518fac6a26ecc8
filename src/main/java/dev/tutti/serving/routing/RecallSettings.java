package dev.tutti.serving.routing;

import dev.tutti.words.setting.AtLeast;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How answers are kept for requests that ask to have one that was given before. */
@ConfigMapping(prefix = "tutti.cache")
public interface RecallSettings {
    /** How much memory the answers may take, about; 0 keeps none. */
    @WithDefault("64M")
    MemorySize maxMemory();

    /** For how long an answer may be given again; 0 keeps none. */
    @WithDefault("10m")
    @AtLeast("PT0S")
    Duration time();
}
