package dev.tutti.edge.cli;

import picocli.CommandLine.Command;

/** The list of commands, which {@link Commands} fills. */
@Command(
        name = "tutti",
        description = "Routes each request to one model, many samples of one, or a mixture of models.",
        mixinStandardHelpOptions = true)
final class Tutti {}
