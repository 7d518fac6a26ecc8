package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tutti.edge.bench.TestFolder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * An OpenAI-like endpoint, and a catalogue of two models there, that answers with the status that the prompt names
 * ({@code "400"}) and quotes the key and the prompt when that is an error.
 */
public class FaultyUpstream implements QuarkusTestResourceLifecycleManager {
    static final String KEY = "tutti-canary-5d41402abc4b2a76";
    private static final String ANSWER = """
            {"id":"c","object":"chat.completion","created":1,"model":"any","choices":[{"index":0,
            "message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";

    private final ObjectMapper json = new ObjectMapper();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/chat/completions", this::answer);
            server.start();
            Path folder = TestFolder.create();
            Path key = Files.writeString(folder.resolve("key"), KEY);
            Path catalogue = Files.writeString(
                    folder.resolve("catalogue.yaml"),
                    "models:\n" + model("far/one", key, "1") + model("far/two", key, "2"));
            return Map.of("tutti.catalogue", catalogue.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String model(String id, Path key, String price) {
        return """
              - id: %s
                base-url: http://127.0.0.1:%d/v1
                key: file:%s
                wire-name: any
                price: {input: %s, output: %s}
                context-window: 8000
                max-output: 1000
                abilities: []
                family: far
                size: small
            """.formatted(id, server.getAddress().getPort(), key, price, price);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = json.readTree(exchange.getRequestBody());
            String prompt = body.at("/messages/0/content").asText();
            int status = Integer.parseInt(prompt);
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] said = (status == 200 ? ANSWER : error(prompt, key)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, said.length);
            exchange.getResponseBody().write(said);
        }
    }

    private static String error(String prompt, String key) {
        return """
            {"error":{"message":"top_p must be <= 2 in '%s', asked with %s and sk-ab****wxyz","type":"t",
            "param":"top_p","code":"out_of_range"}}""".formatted(prompt, key);
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
