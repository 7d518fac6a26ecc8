package dev.tutti.memory.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;

/** Where the log lies. */
@ConfigMapping(prefix = "tutti.training-data")
public interface StoreSettings {
    /** The folder of {@code outcomes.db}; made when it is not there. */
    @WithParentName
    @WithDefault("training-data")
    Path folder();
}
