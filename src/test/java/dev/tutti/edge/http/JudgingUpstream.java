package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tutti.edge.bench.TestFolder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OpenAI-like endpoint of three models of three families that answer 42, and that give any answer 0.75 when they are
 * asked to judge it.
 */
public class JudgingUpstream implements QuarkusTestResourceLifecycleManager {
    private static final Pattern CODE = Pattern.compile("marker lines that carry the code (\\w{16})\\.");

    private final ObjectMapper json = new ObjectMapper();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/chat/completions", this::answer);
            server.start();
            Path catalogue = Files.writeString(
                    TestFolder.create().resolve("catalogue.yaml"),
                    "models:\n" + model("one/answers") + model("two/judges") + model("three/judges"));
            return Map.of("tutti.catalogue", catalogue.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String model(String id) {
        return """
              - id: %s
                base-url: http://127.0.0.1:%d/v1
                wire-name: any
                price: {input: 1, output: 2}
                context-window: 8000
                max-output: 1000
                abilities: []
                family: %s
                size: small
            """.formatted(id, server.getAddress().getPort(), id.substring(0, id.indexOf('/')));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = json.readTree(exchange.getRequestBody());
            Matcher code = CODE.matcher(body.at("/messages/0/content").asText());
            byte[] said = json.writeValueAsBytes(
                    completion(code.find() ? "{\"code\":\"%s\",\"score\":0.75}".formatted(code.group(1)) : "42"));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
        }
    }

    private ObjectNode completion(String text) {
        ObjectNode completion = json.createObjectNode();
        completion
                .put("id", "c")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", "any");
        ObjectNode choice = completion.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", text);
        completion
                .putObject("usage")
                .put("prompt_tokens", 10)
                .put("completion_tokens", 5)
                .put("total_tokens", 15);
        return completion;
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
