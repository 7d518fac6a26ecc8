package dev.tutti.edge.cli;

import dev.tutti.words.setting.ConfigurationProblem;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Why the program did not start or broke off, in one line for the person at the terminal. */
record StartProblem(String message, int exit) {
    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    /** As the ranges of settings are complained of: the key first. */
    private static final Pattern RANGE = Pattern.compile("(tutti\\.\\S+) (must .*)");

    StartProblem {
        message = LINE_BREAKS.matcher(message.strip()).replaceAll(" ");
    }

    static StartProblem of(Throwable failure) {
        return of(failure, key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
    }

    /** {@code values}: what the configuration says for a key. */
    static StartProblem of(Throwable failure, Function<String, Optional<String>> values) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConfigurationProblem problem -> {
                    return new StartProblem(said(problem), Launch.WRONG);
                }
                case ConfigValidationException problem -> {
                    return new StartProblem(settings(problem, values), Launch.WRONG);
                }
                case BindException problem -> {
                    return new StartProblem(
                            "the port is taken (" + said(problem) + "); choose another with --port", Launch.WRONG);
                }
                case NoSuchElementException problem
                when said(problem).contains("SRCFG") -> {
                    return new StartProblem("configuration: " + said(problem), Launch.WRONG);
                }
                case IllegalArgumentException problem
                when said(problem).contains("SRCFG") -> {
                    return new StartProblem("configuration: " + said(problem), Launch.WRONG);
                }
                default -> {}
            }
        }
        return new StartProblem(failure.toString(), Launch.FAILED);
    }

    /** In order of their keys, whatever was found first. */
    private static String settings(ConfigValidationException problem, Function<String, Optional<String>> values) {
        return IntStream.range(0, problem.getProblemCount())
                .mapToObj(i -> valued(String.valueOf(problem.getProblem(i).getMessage()), values))
                .sorted()
                .collect(Collectors.joining("; ", "configuration: ", ""));
    }

    /** Beside the key also the value that is out of its range. */
    private static String valued(String complaint, Function<String, Optional<String>> values) {
        Matcher range = RANGE.matcher(complaint);
        return range.matches()
                ? values.apply(range.group(1))
                        .map(value -> range.group(1) + "=" + value + " " + range.group(2))
                        .orElse(complaint)
                : complaint;
    }

    private static String said(Throwable problem) {
        String message = problem.getMessage();
        return message == null ? problem.toString() : message;
    }
}
