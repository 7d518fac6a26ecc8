package dev.tutti.edge.cli;

import dev.tutti.words.setting.ConfigurationProblem;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Why the program did not start or broke off, in one line for the person at the terminal. */
record StartProblem(String message, int exit) {
    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    StartProblem {
        message = LINE_BREAKS.matcher(message.strip()).replaceAll(" ");
    }

    static StartProblem of(Throwable failure) {
        return of(failure, GivenValue::find);
    }

    /** {@code given}: what the configuration says for a key. */
    static StartProblem of(Throwable failure, Function<String, Optional<GivenValue>> given) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConfigurationProblem problem -> {
                    return new StartProblem(said(problem), Launch.WRONG);
                }
                case ConfigValidationException problem -> {
                    return new StartProblem(settings(problem, given), Launch.WRONG);
                }
                case BindException problem -> {
                    return new StartProblem(
                            "the port is taken (" + said(problem) + "); choose another with --port", Launch.WRONG);
                }
                case NoSuchElementException problem
                when said(problem).contains("SRCFG") -> {
                    return new StartProblem("configuration: " + Complaint.told(said(problem), given), Launch.WRONG);
                }
                case IllegalArgumentException problem
                when said(problem).contains("SRCFG") -> {
                    return new StartProblem("configuration: " + Complaint.told(said(problem), given), Launch.WRONG);
                }
                default -> {}
            }
        }
        return new StartProblem(failure.toString(), Launch.FAILED);
    }

    /** In order of their keys, whatever was found first. */
    private static String settings(ConfigValidationException problem, Function<String, Optional<GivenValue>> given) {
        return IntStream.range(0, problem.getProblemCount())
                .mapToObj(
                        i -> Complaint.told(String.valueOf(problem.getProblem(i).getMessage()), given))
                .sorted()
                .collect(Collectors.joining("; ", "configuration: ", ""));
    }

    private static String said(Throwable problem) {
        String message = problem.getMessage();
        return message == null ? problem.toString() : message;
    }
}
