package dev.tutti.edge.cli;

import picocli.CommandLine;

/** How a command line is read. */
final class Commands {
    private Commands() {}

    static CommandLine tutti() {
        return new CommandLine(new Tutti()).setCaseInsensitiveEnumValuesAllowed(true);
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
