package dev.tutti.edge.cli;

import dev.tutti.edge.bench.BenchCommand;
import dev.tutti.edge.bench.SoakCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** How a command line is read. */
final class Commands {
    private static final String SERVE = "serve";

    /** In the order of the list. */
    private static final List<Named> ALL = List.of(
            new Named(SERVE, ServeCommand.class),
            new Named("keys", KeysCommand.class),
            new Named("train", TrainCommand.class),
            new Named("simulate", SimulateCommand.class),
            new Named("bench", BenchCommand.class),
            new Named("soak", SoakCommand.class));

    private Commands() {}

    private record Named(String name, Class<?> command) {}

    /**
     * The command, where the arguments are its name alone and it is to start at once: there is nothing to read, and to get
     * ready for reading takes a tenth of a start.
     */
    static Optional<TuttiCommand> plain(String... args) {
        return args.length == 1 && args[0].equals(SERVE) ? Optional.of(new ServeCommand()) : Optional.empty();
    }

    /** With the one command that the arguments begin with, else with all: a start shall not wait for the others. */
    static CommandLine tutti(String... args) {
        CommandLine tutti = new CommandLine(new Tutti());
        List<Named> asked = args.length == 0
                ? ALL
                : ALL.stream().filter(named -> named.name().equals(args[0])).toList();
        (asked.isEmpty() ? ALL : asked).forEach(named -> tutti.addSubcommand(named.name(), named.command()));
        return tutti.setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The innermost command that was named. */
    static CommandLine parse(CommandLine tutti, String... args) {
        CommandLine.ParseResult result = tutti.parseArgs(args);
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        return result.commandSpec().commandLine();
    }
}
