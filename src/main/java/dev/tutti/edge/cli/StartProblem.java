package dev.tutti.edge.cli;

import dev.tutti.serving.provider.CatalogueProblem;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.util.NoSuchElementException;

/** Why the program did not start or broke off, in one message for the person at the terminal. */
record StartProblem(String message, int exit) {

    static StartProblem of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CatalogueProblem problem -> {
                    return new StartProblem(said(problem), Launch.WRONG);
                }
                case ConfigValidationException problem -> {
                    return new StartProblem(settings(problem), Launch.WRONG);
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

    private static String settings(ConfigValidationException problem) {
        StringBuilder message = new StringBuilder("configuration:");
        for (int i = 0; i < problem.getProblemCount(); i++) {
            message.append(i == 0 ? " " : "; ").append(problem.getProblem(i).getMessage());
        }
        return message.toString();
    }

    private static String said(Throwable problem) {
        String message = problem.getMessage();
        return message == null ? problem.toString() : message;
    }
}
