package dev.tutti.edge.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tutti bench load}. */
@Command(
        name = "load",
        description = "Requests a second, latency and memory beside a bare proxy, on loopback.",
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(exclusive = false)
    private @Nullable Peer peer;

    @Option(
            names = "--flame",
            paramLabel = "FILE",
            description = "Write a flame graph of the processor time under load into this SVG file.")
    private @Nullable Path flame;

    @Override
    public Integer call() throws IOException {
        if (peer != null) {
            try {
                peer.endpoint();
            } catch (IllegalArgumentException e) {
                throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage());
            }
        }
        new LoadBench(
                        Packaged.here(),
                        Optional.ofNullable(peer),
                        Optional.ofNullable(flame),
                        BenchCommand.standardOutput())
                .run();
        return 0;
    }
}
