package dev.tutti.edge.cli;

import dev.tutti.edge.bench.BenchCommand;
import dev.tutti.edge.bench.SoakCommand;
import picocli.CommandLine.Command;

/** The list of commands. */
@Command(
        name = "tutti",
        description = "Routes each request to one model, many samples of one, or a mixture of models.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            KeysCommand.class,
            TrainCommand.class,
            SimulateCommand.class,
            BenchCommand.class,
            SoakCommand.class
        })
final class Tutti {}
