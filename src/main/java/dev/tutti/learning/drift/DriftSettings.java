package dev.tutti.learning.drift;

import dev.tutti.words.setting.AtLeast;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the log is watched for drift: {@code tutti.drift.*}. */
@ConfigMapping(prefix = "tutti.drift")
public interface DriftSettings {
    /** How far back the first look after a start or a new release reads, at most. */
    @WithDefault("30d")
    @AtLeast("PT0.000000001S")
    Duration window();

    /** How long a label of a request is waited for; a person's score counts when this is over. */
    @WithDefault("1h")
    @AtLeast("PT0S")
    Duration labelWindow();

    /** How many rows at most are read again for labels that may still come: the latest. */
    @WithDefault("20000")
    @Min(1)
    int history();

    /** About how many rows without a label are read at a time, of however many there are: evenly spread. */
    @WithDefault("2000")
    @Min(1)
    int unlabelled();

    /** How often new rows and labels are looked for. */
    @WithDefault("1m")
    @AtLeast("PT1S")
    Duration checkEvery();
}
