package dev.tutti.edge.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;

/** What the configuration says for a key, and where: {@code source} is as the configuration library calls it. */
record GivenValue(String value, String source) {
    private static final Pattern FILE = Pattern.compile("[^\\[]*\\[source=(?:file:(?://(?=/))?)?(.*)]");
    private static final String ENVIRONMENT = "EnvConfigSource";

    static Optional<GivenValue> find(String key) {
        ConfigValue found = ConfigProvider.getConfig().getConfigValue(key);
        return Optional.ofNullable(found.getValue())
                .map(value -> new GivenValue(value, String.valueOf(found.getSourceName())));
    }

    boolean fromEnvironment() {
        return source.startsWith(ENVIRONMENT);
    }

    /** {@code KEY=VALUE in FILE}. */
    String of(String key) {
        return key + "=" + value + placeOf(source);
    }

    /** Empty where it is on the command line, so that nobody has to be told. */
    static String placeOf(String source) {
        Matcher file = FILE.matcher(source);
        if (file.matches()) {
            return " in " + file.group(1);
        }
        return source.startsWith(ENVIRONMENT) ? " in the environment" : "";
    }
}
