package dev.tutti.learning.drift;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the log is watched for drift: {@code tutti.drift.*}. */
@ConfigMapping(prefix = "tutti.drift")
public interface DriftSettings {
    /** How far back the first look after a start or a new release reads, at most. */
    @WithDefault("30d")
    @DurationMin(nanos = 1)
    Duration window();

    /** How long a label of a request is waited for; a person's score counts when this is over. */
    @WithDefault("1h")
    @DurationMin
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
    @DurationMin(seconds = 1)
    Duration checkEvery();
}
