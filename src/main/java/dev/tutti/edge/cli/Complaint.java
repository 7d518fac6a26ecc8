package dev.tutti.edge.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A complaint of the configuration library, told in our words: key, value, the file that holds it, and what is allowed.
 * What it says of types it says by the names of exceptions and converters, so that is what is looked for.
 */
final class Complaint {
    private static final Pattern RANGE = Pattern.compile("(tutti\\.\\S+) (must .*)");
    private static final Pattern UNREADABLE = Pattern.compile(
            ".*SRCFG00039: The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being"
                    + " converted (.*)",
            Pattern.DOTALL);
    private static final Pattern EMPTY = Pattern.compile(
            ".*SRCFG00040: The config property (\\S+) is defined as the empty String.*", Pattern.DOTALL);
    private static final Pattern MISSING =
            Pattern.compile(".*SRCFG00014: The config property (\\S+) is required .*", Pattern.DOTALL);
    private static final Pattern UNKNOWN = Pattern.compile(".*SRCFG00050: (\\S+) in (.*) does not map to any root");
    private static final Pattern WORDS = Pattern.compile(".*allowed values: (.*)", Pattern.DOTALL);

    private final String message;
    private final Function<String, Optional<GivenValue>> given;

    private Complaint(String message, Function<String, Optional<GivenValue>> given) {
        this.message = message;
        this.given = given;
    }

    /** {@code given}: what the configuration says for a key. What is not known is told as it came. */
    static String told(String message, Function<String, Optional<GivenValue>> given) {
        return new Complaint(message, given).told();
    }

    private String told() {
        return said(RANGE, found -> shown(found.group(1)) + " " + found.group(2))
                .or(() -> said(UNREADABLE, this::unreadable))
                .or(() -> said(EMPTY, found -> shown(found.group(1)) + ": allowed is a value, or no such line"))
                .or(() -> said(MISSING, found -> found.group(1) + " is missing"))
                .or(() -> said(UNKNOWN, found -> KnownSettings.complaint(found.group(1), found.group(2))))
                .orElse(message);
    }

    private Optional<String> said(Pattern pattern, Function<Matcher, String> words) {
        return Optional.of(pattern.matcher(message)).filter(Matcher::matches).map(words);
    }

    private String shown(String key) {
        return given.apply(key).map(value -> value.of(key)).orElse(key);
    }

    private String unreadable(Matcher found) {
        String key = found.group(1);
        String place = given.apply(key)
                .map(value -> GivenValue.placeOf(value.source()))
                .orElse("");
        return key + "=" + found.group(2) + place + ": allowed is " + allowed(found.group(3));
    }

    private static String allowed(String why) {
        Matcher words = WORDS.matcher(why);
        if (words.matches()) {
            return "one of " + Arrays.stream(words.group(1).split(",")).sorted().collect(Collectors.joining(", "));
        }
        if (why.contains("Duration")) {
            return "a duration such as 500ms, 30s, 5m, 1h or PT1M30S";
        }
        if (why.contains("an integer value") || why.contains("a long value")) {
            return "a whole number";
        }
        if (why.contains("Expected a") || why.contains("NumberFormatException")) {
            return "a number";
        }
        return why.contains("[BbKkMmGg") ? "a size such as 64K, 10M or 1G" : "a value of another form";
    }
}
