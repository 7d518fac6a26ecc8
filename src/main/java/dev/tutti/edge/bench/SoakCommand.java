package dev.tutti.edge.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tutti soak}: whether the program holds more and more while it runs. */
@Command(
        name = "soak",
        description = "Whether memory, descriptors, threads or reservations grow under load with faults.",
        mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--minutes", description = "How long, after the warm-up (default: ${DEFAULT-VALUE}).")
    private int minutes = 30;

    @Override
    public Integer call() throws IOException {
        if (minutes < 1 || minutes > SoakLength.MOST_MINUTES) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes: 1 to " + SoakLength.MOST_MINUTES + ", was " + minutes);
        }
        PrintWriter out = BenchCommand.standardOutput();
        Path work = Files.createTempDirectory("tutti-soak-");
        List<String> broken = Soak.run(Packaged.here().jar(), Packaged.home(), work, SoakLength.minutes(minutes), out);
        broken.forEach(sentence -> out.println("broken: " + sentence));
        out.println("log and rows: " + work);
        return broken.isEmpty() ? 0 : 1;
    }
}
