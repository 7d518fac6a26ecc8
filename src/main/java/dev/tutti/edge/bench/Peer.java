package dev.tutti.edge.bench;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Another gateway that does the same work in the same run; whoever starts it lets it call the bench's stub. */
final class Peer {
    @Option(
            names = "--peer",
            required = true,
            paramLabel = "URL",
            description = "Drive this gateway too, http://host:port/v1; its upstream is the stub of --stub-port.")
    private @Nullable URI url;

    @Option(
            names = "--stub-port",
            required = true,
            description = "Where the stub without delay listens on 127.0.0.1, so that a peer can be set up for it.")
    private int stubPort;

    @Option(names = "--peer-model", description = "The model's name in the requests to it (default: ${DEFAULT-VALUE}).")
    private String model = "stub";

    @Option(
            names = "--peer-header",
            paramLabel = "NAME=VALUE",
            description = "A header of the requests to it; repeatable.")
    private Map<String, String> headers = new LinkedHashMap<>();

    /** {@link IllegalArgumentException} where it is no URL without TLS. */
    Endpoint endpoint() {
        if (url == null) {
            throw new IllegalArgumentException("a peer has a URL");
        }
        return Endpoint.of(url, headers);
    }

    String model() {
        return model;
    }

    int stubPort() {
        return stubPort;
    }
}
