package dev.tutti.memory.modelstore;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where the releases of the router model lie. */
@ConfigMapping(prefix = "tutti.model-store")
public interface ModelStoreSettings {
    /** The folder. */
    @WithParentName
    @WithDefault("model-store")
    Path folder();

    /** How often to look whether another process has changed what serves. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    Duration refresh();
}
