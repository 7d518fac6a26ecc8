package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tutti.words.chat.Usd;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An OpenAI-like endpoint, and a catalogue of three models there: two say 42, one never answers. A prompt may ask for
 * more: {@link #NOBODY} is answered by none, and of an answer to {@link #CUT_OFF} only the beginning comes, though it is
 * billed whole.
 */
public class HalfMuteUpstream implements QuarkusTestResourceLifecycleManager {
    static final String SPEAKS = "far/speaks";
    static final String SPEAKS_TOO = "far/speaks-too";
    static final String MUTE = "far/mute";
    static final String NOBODY = "whom nobody answers";
    static final String CUT_OFF = "who is cut off";

    private static final int WRITTEN = 100;
    private static final AtomicLong BILLED = new AtomicLong();
    private static final String ANSWER = """
            {"id":"c","object":"chat.completion","created":1,"model":"any","choices":[{"index":0,
            "message":{"role":"assistant","content":"The answer is 42."},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":0,"completion_tokens":%1$d,"total_tokens":%1$d}}""".formatted(WRITTEN);

    private final ObjectMapper json = new ObjectMapper();
    private HttpServer server;

    static void forget() {
        BILLED.set(0);
    }

    /** What it has written since, at a dollar for a million tokens. */
    static Usd billed() {
        return Usd.of("0.000001").times(BILLED.get());
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/chat/completions", this::answer);
            server.start();
            Path catalogue = Files.writeString(
                    TestFolder.create().resolve("catalogue.yaml"),
                    "models:\n" + model(SPEAKS) + model(SPEAKS_TOO) + model(MUTE));
            return Map.of("tutti.catalogue", catalogue.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String model(String id) {
        return """
              - id: %s
                base-url: http://127.0.0.1:%d/v1
                wire-name: %s
                price: {input: 1, output: 1}
                context-window: 32000
                max-output: 1000
                family: far
                size: small
            """.formatted(id, server.getAddress().getPort(), id.substring(id.indexOf('/') + 1));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = json.readTree(exchange.getRequestBody());
            String asked = body.path("messages").toString();
            boolean silent = body.path("model").asText().equals("mute") || asked.contains(NOBODY);
            BILLED.addAndGet(silent ? 0 : WRITTEN);
            String said = silent ? "{}" : ANSWER.substring(0, asked.contains(CUT_OFF) ? 150 : ANSWER.length());
            byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(silent ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
