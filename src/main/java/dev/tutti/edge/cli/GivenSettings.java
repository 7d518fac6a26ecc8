package dev.tutti.edge.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Settings given on the command line: {@code -D KEY=VALUE}. */
final class GivenSettings {
    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Any setting, such as -Dtutti.practice.latency-scale=0; may be given again and again.")
    private final Map<String, String> given = new LinkedHashMap<>();

    /** What was given goes before what the command decides. */
    Map<String, String> over(Map<String, String> decided) {
        Map<String, String> all = new LinkedHashMap<>(decided);
        all.putAll(given);
        return all;
    }
}
