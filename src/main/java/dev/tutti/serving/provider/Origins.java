package dev.tutti.serving.provider;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One HTTP client with its connections for each origin (scheme, host and port) of a catalogue, as wide as the bulkheads of
 * its models together, so that no call waits here. HTTP/2 where TLS offers it, else HTTP/1.1.
 */
final class Origins implements AutoCloseable {
    private record Origin(boolean tls, String host, int port) {
        static Origin of(URI base) {
            boolean tls = "https".equals(base.getScheme());
            return new Origin(tls, Origins.host(base), base.getPort() < 0 ? (tls ? 443 : 80) : base.getPort());
        }
    }

    private final Map<Origin, HttpClient> clients = new HashMap<>();

    Origins(Vertx vertx, Catalogue catalogue) {
        Map<Origin, List<Endpoint>> byOrigin = catalogue.all().stream()
                .map(CatalogueModel::endpoint)
                .collect(Collectors.groupingBy(endpoint -> Origin.of(endpoint.baseUrl())));
        byOrigin.forEach((origin, endpoints) -> clients.put(origin, client(vertx, origin, endpoints)));
    }

    /** The client for that endpoint, which is one of the catalogue's. */
    HttpClient of(Endpoint endpoint) {
        HttpClient client = clients.get(Origin.of(endpoint.baseUrl()));
        if (client == null) {
            throw new IllegalArgumentException("no address of the catalogue: " + endpoint.baseUrl());
        }
        return client;
    }

    static boolean isTls(URI base) {
        return Origin.of(base).tls();
    }

    static int port(URI base) {
        return Origin.of(base).port();
    }

    /** Without the brackets of an IPv6 address. */
    static String host(URI base) {
        String host = base.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static HttpClient client(Vertx vertx, Origin origin, List<Endpoint> endpoints) {
        int connections = endpoints.stream().mapToInt(Endpoint::concurrency).sum();
        long connectMillis = endpoints.stream()
                .mapToLong(endpoint -> endpoint.connectTimeout().toMillis())
                .max()
                .orElseThrow();
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(origin.tls())
                .setUseAlpn(origin.tls())
                .setProtocolVersion(origin.tls() ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .setConnectTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, connectMillis)))
                // Traces stay inside: a provider outside learns nothing of who called whom.
                .setTracingPolicy(TracingPolicy.IGNORE);
        return vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(connections))
                // A lost connection is told by the request on it; Vert.x would log each as an error.
                .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
                .build();
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::close);
    }
}
