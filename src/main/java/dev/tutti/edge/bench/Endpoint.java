package dev.tutti.edge.bench;

import java.net.URI;
import java.util.Map;

/** Where chat completions are asked for, without TLS, and with which headers beside the content type. */
record Endpoint(String host, int port, String path, Map<String, String> headers) {
    private static final String PATH = "/chat/completions";
    private static final int HTTP_PORT = 80;

    /** Of a server on this machine. */
    static Endpoint local(int port) {
        return new Endpoint("127.0.0.1", port, "/v1" + PATH, Map.of());
    }

    /** {@code base}: as OpenAI's clients are given it, so mostly with {@code /v1} in the end. */
    static Endpoint of(URI base, Map<String, String> headers) {
        if (!"http".equals(base.getScheme()) || base.getHost() == null) {
            throw new IllegalArgumentException("a peer is http://host:port/path, was " + base);
        }
        int port = base.getPort() < 0 ? HTTP_PORT : base.getPort();
        String path = base.getRawPath().replaceAll("/+$", "") + PATH;
        return new Endpoint(base.getHost(), port, path, Map.copyOf(headers));
    }
}
