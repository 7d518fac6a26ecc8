package dev.tutti.edge.http;

import dev.tutti.words.setting.ConfigurationProblem;
import java.time.Duration;

/** When there is too much to do: {@link OverloadSettings} that fit together. */
record OverloadTerms(int floor, int ceiling, Duration target, Duration interval) {
    OverloadTerms {
        if (floor > ceiling) {
            throw new ConfigurationProblem(
                    "tutti.overload.floor is at most tutti.overload.ceiling, were " + floor + " and " + ceiling);
        }
    }

    static OverloadTerms of(OverloadSettings settings) {
        return new OverloadTerms(settings.floor(), settings.ceiling(), settings.target(), settings.interval());
    }
}
