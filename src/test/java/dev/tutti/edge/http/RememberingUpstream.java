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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenAI-like endpoint with a prompt cache: it tells of each prompt how much of it stood in the one before to the same
 * model, and counts four characters as a token. {@code dear/one} costs more, unless most of a prompt is read from there.
 */
public class RememberingUpstream implements QuarkusTestResourceLifecycleManager {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> prompts = new ConcurrentHashMap<>();

    /** Whether it forgets each prompt at once. */
    final AtomicBoolean forgetful = new AtomicBoolean();

    final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/chat/completions", this::answer);
            server.start();
            Path catalogue = Files.writeString(
                    TestFolder.create().resolve("catalogue.yaml"),
                    "models:\n" + model("dear/one", "input: 4, cached-input: 0.4, output: 1")
                            + model("fair/one", "input: 2, cached-input: 0.2, output: 1"));
            return Map.of("tutti.catalogue", catalogue.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String model(String id, String price) {
        return """
              - id: %s
                base-url: http://127.0.0.1:%d/v1
                wire-name: %s
                price: {%s}
                context-window: 100000
                max-output: 1000
                abilities: [tools, logprobs]
                family: any
                size: small
            """.formatted(id, server.getAddress().getPort(), id, price);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            JsonNode body = json.readTree(exchange.getRequestBody());
            String prompt = prompt(body);
            String model = body.path("model").asText();
            String before = forgetful.get() ? "" : prompts.getOrDefault(model, "");
            prompts.put(model, prompt);
            int cached = prompt.startsWith(before) ? before.length() / 4 : 0;
            ObjectNode said = completion(model, prompt.length() / 4, cached);
            send(exchange, said, body.path("stream").asBoolean());
        }
    }

    private static String prompt(JsonNode body) {
        StringBuilder prompt = new StringBuilder();
        for (JsonNode message : body.path("messages")) {
            prompt.append(message.path("content").asText()).append('\n');
        }
        return prompt.toString();
    }

    private ObjectNode completion(String model, int prompt, int cached) {
        ObjectNode completion = json.createObjectNode();
        completion
                .put("id", "c")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("system_fingerprint", "fp_1")
                .put("model", model);
        ObjectNode choice = completion.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", "42, says " + calls.get());
        ObjectNode usage = completion.putObject("usage");
        usage.put("prompt_tokens", prompt).put("completion_tokens", 5).put("total_tokens", prompt + 5);
        usage.putObject("prompt_tokens_details").put("cached_tokens", cached);
        return completion;
    }

    private void send(HttpExchange exchange, ObjectNode said, boolean streamed) throws IOException {
        byte[] bytes = streamed
                ? ("data: " + chunk(said) + "\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8)
                : json.writeValueAsBytes(said);
        exchange.getResponseHeaders().set("Content-Type", streamed ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static ObjectNode chunk(ObjectNode said) {
        ObjectNode chunk = said.deepCopy().put("object", "chat.completion.chunk");
        ObjectNode choice = (ObjectNode) chunk.at("/choices/0");
        choice.set("delta", choice.remove("message"));
        return chunk;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(RememberingUpstream.class));
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
