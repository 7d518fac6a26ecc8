package dev.tutti.memory.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;

/** Where the log lies, and how safe a row there is before its answer leaves. */
@ConfigMapping(prefix = "tutti.training-data")
public interface StoreSettings {
    /** The folder of {@code outcomes.db}; made when it is not there. */
    @WithParentName
    @WithDefault("training-data")
    Path folder();

    /**
     * strict: an answer leaves when its row is on the disk. relaxed: when the operating system has it; faster, and the
     * rows of the last moments may be lost with the machine's power, never with this process alone.
     */
    @WithDefault("strict")
    Durability durability();
}
