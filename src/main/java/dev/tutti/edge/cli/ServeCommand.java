package dev.tutti.edge.cli;

import io.quarkus.runtime.Quarkus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tutti serve}: the service, until it is told to stop. */
@Command(name = "serve", description = "Starts the service.", mixinStandardHelpOptions = true)
final class ServeCommand implements TuttiCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final GivenSettings given = new GivenSettings();

    @Option(names = "--port", description = "The port to listen on, 0 for any free one (default: 8080).")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--host", description = "The address to listen on (default: 127.0.0.1, this machine only).")
    private Optional<String> host = Optional.empty();

    @Option(names = "--config", description = "A file of settings, .properties or .yaml.")
    private Optional<Path> config = Optional.empty();

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        port.ifPresent(number -> settings.put("quarkus.http.port", Integer.toString(checked(number))));
        host.ifPresent(address -> settings.put("quarkus.http.host", address));
        config.ifPresent(file ->
                settings.put("quarkus.config.locations", checked(file).toUri().toString()));
        return given.over(settings);
    }

    @Override
    public int run(Rooms rooms) {
        Quarkus.waitForExit();
        return 0;
    }

    private int checked(int number) {
        if (number < 0 || number > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port=" + number + ": 0 to 65535 is allowed");
        }
        return number;
    }

    private Path checked(Path file) {
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "--config=" + file + ": not a readable file");
        }
        return file.toAbsolutePath();
    }
}
