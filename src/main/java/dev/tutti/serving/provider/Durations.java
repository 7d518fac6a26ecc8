package dev.tutti.serving.provider;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 5s}, {@code 2m}, or ISO 8601. */
final class Durations {
    static final String ALLOWED = "a time above 0 such as 500ms, 30s or 2m";

    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(ms|s|m)");

    private Durations() {}

    /** {@link IllegalArgumentException} or {@link java.time.DateTimeException} when it is none, or not above 0. */
    static Duration parse(String text) {
        Matcher matcher = SHORT.matcher(text);
        Duration duration =
                matcher.matches() ? of(Long.parseLong(matcher.group(1)), matcher.group(2)) : Duration.parse(text);
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("not above 0: " + text);
        }
        return duration;
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
