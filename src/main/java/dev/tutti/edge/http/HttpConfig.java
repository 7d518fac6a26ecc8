package dev.tutti.edge.http;

import dev.tutti.words.setting.AtLeast;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Limits of what callers may send and keep waiting. */
@ConfigMapping(prefix = "tutti.http")
public interface HttpConfig {

    /** The largest body of a request; beyond it 413. */
    @WithDefault("10M")
    MemorySize maxBody();

    /** The largest import of outcomes in one request. */
    @WithDefault("1G")
    MemorySize maxImport();

    /** How long a body may take to arrive; beyond it 408. */
    @WithDefault("30s")
    @AtLeast("PT0.001S")
    Duration bodyTimeout();

    /** How long a connection is kept whose answer is written while its body is still coming; then it is closed. */
    @WithDefault("1s")
    @AtLeast("PT0.001S")
    Duration unreadBody();

    /** The most messages in one conversation. */
    @WithDefault("10000")
    @Min(1)
    int maxMessages();

    /** How many chunks of a streamed answer wait for a slow reader before the upstream is held back. */
    @WithDefault("64")
    @Min(1)
    int streamQueue();

    /** How long a reader of a stream may take nothing before it counts as having left. */
    @WithDefault("30s")
    Duration readerPatience();

    /** How often a stream without news says that it lives; one that has not begun begins by saying so. */
    @WithDefault("10s")
    @AtLeast("PT0.01S")
    Duration heartbeat();

    /** How long the program waits at its end for requests that still run. */
    @WithDefault("60s")
    @AtLeast("PT0S")
    Duration drainTimeout();

    /** How long after an answer it can be scored. */
    @WithName("feedback-window")
    @WithDefault("30d")
    @AtLeast("PT0S")
    Duration feedbackWindow();
}
