package dev.tutti.memory.modelstore;

import dev.tutti.words.setting.AtLeast;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;

/** Where the releases of the router model lie. */
@ConfigMapping(prefix = "tutti.model-store")
public interface ModelStoreSettings {
    /** The folder. */
    @WithParentName
    @WithDefault("model-store")
    Path folder();

    /** How often to look whether another process has changed what serves. */
    @WithDefault("10s")
    @AtLeast("PT1S")
    Duration refresh();
}
