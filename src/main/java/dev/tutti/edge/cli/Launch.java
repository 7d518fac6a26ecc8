package dev.tutti.edge.cli;

import io.quarkus.runtime.Quarkus;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Reads the command line and runs the command: as it is when it is a {@link Callable}; a {@link TuttiCommand} in the
 * started program, after its settings were handed to the configuration. Exit status: 0 done, 1 failed, 2 wrong command line, configuration or catalogue (one message, no stack trace).
 */
final class Launch {
    static final int FAILED = 1;
    static final int WRONG = 2;

    private final PrintStream out;
    private final PrintStream err;

    Launch(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(String... args) {
        return Commands.plain(args).map(command -> start(command, args)).orElseGet(() -> read(args));
    }

    private int read(String... args) {
        CommandLine tutti = Commands.tutti(args);
        try {
            CommandLine leaf = Commands.parse(tutti, args);
            if (leaf.isUsageHelpRequested()) {
                leaf.usage(out);
                return 0;
            }
            return switch (leaf.<Object>getCommand()) {
                case TuttiCommand command -> start(command, args);
                case Callable<?> _ ->
                    tutti.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                            .execute(args);
                default -> listCommands(leaf);
            };
        } catch (ParameterException e) {
            err.println("tutti: " + e.getMessage());
            e.getCommandLine().usage(err);
            return WRONG;
        }
    }

    private int listCommands(CommandLine group) {
        group.usage(err);
        return WRONG;
    }

    private int start(TuttiCommand command, String... args) {
        AtomicInteger exit = new AtomicInteger();
        try {
            command.settings().forEach(System::setProperty);
            StartupSilence.impose();
            Quarkus.run(Program.class, (code, failure) -> exit.set(ending(code, failure)), args);
        } finally {
            command.ended();
        }
        return exit.get();
    }

    private int ending(int code, @Nullable Throwable failure) {
        if (failure == null) {
            return code;
        }
        StartProblem problem = StartProblem.of(failure);
        err.println("tutti: " + problem.message());
        return problem.exit();
    }
}
