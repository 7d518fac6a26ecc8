package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.serving.provider.Play;
import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.Plays;
import dev.tutti.serving.provider.StubUpstream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A {@link StubUpstream} that embeds under two names, {@code embed/small} at a dollar for a million tokens, known there as
 * {@code text-small}, and {@code embed/free}; and chats as {@code chat/one}.
 */
public class EmbeddingStub extends CataloguedStub {
    /** As a provider writes it: no other program would write these numbers, blanks and fields just so. */
    static final String ANSWER = """
            {"object":"list", "data":[{"object":"embedding","index":0,"embedding":[1.0, -2.50e-3,1e-7,0.10000000000000000055]}],
            "model":"text-small-2026","usage":{"prompt_tokens":8,"total_tokens":8},"x_new":{"big":12345678901234567890123}}""";

    /** The vector (1, -2) for each text, in the form that is asked for. */
    static Play vectors() {
        return exchange -> {
            JsonNode body = exchange.request().body();
            String vector =
                    body.path("encoding_format").asText().equals("base64") ? '"' + base64() + '"' : "[1.0,-2.0]";
            int texts = Math.max(1, body.path("input").size());
            StringBuilder data = new StringBuilder();
            for (int i = 0; i < texts; i++) {
                data.append(i == 0 ? "" : ",")
                        .append("{\"object\":\"embedding\",\"index\":" + i + ",\"embedding\":" + vector + "}");
            }
            exchange.response(
                    200,
                    "Content-Type: application/json",
                    "{\"object\":\"list\",\"data\":[" + data + "],\"model\":\"text-small-2026\","
                            + "\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}");
        };
    }

    private static String base64() {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(1).putFloat(-2);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static Play answer() {
        return Plays.json(ANSWER);
    }

    @Override
    Play[] usually() {
        return PlayScript.read("answer 42");
    }

    @Override
    String models(URI base, Path folder) {
        return """
              - id: embed/small
                base-url: %1$s
                wire-name: text-small
                price: {input: 1}
                context-window: 8000
                abilities: [embeddings]
                call-timeout: 5s
              - id: embed/free
                base-url: %1$s
                price: {input: 0}
                context-window: 8000
                abilities: [embeddings]
              - id: chat/one
                base-url: %1$s
                price: {input: 1, output: 2}
                context-window: 8000
                size: small
            """.formatted(base);
    }
}
