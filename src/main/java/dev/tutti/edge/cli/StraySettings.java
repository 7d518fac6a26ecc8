package dev.tutti.edge.cli;

import dev.tutti.words.setting.ConfigurationProblem;
import dev.tutti.words.setting.Early;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Stops a start over a key below {@code tutti} that nothing reads: most likely the name of its room is misspelt. */
@Singleton
final class StraySettings {
    private final Config config;

    StraySettings(Config config) {
        this.config = config;
    }

    void start(@Observes @Priority(Early.BEFORE_TIMERS - 1) StartupEvent event) {
        String strays = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(KnownSettings::isStray)
                .flatMap(key -> GivenValue.find(key).stream()
                        // The environment is not ours alone: Kubernetes puts TUTTI_PORT there for a service of this
                        // name.
                        .filter(given -> !given.fromEnvironment())
                        .map(given -> KnownSettings.complaint(key, given.source())))
                .sorted()
                .collect(Collectors.joining("; "));
        if (!strays.isEmpty()) {
            throw new ConfigurationProblem("configuration: " + strays);
        }
    }
}
