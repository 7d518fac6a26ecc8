package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The content of a chat completion's message as blocks. */
final class AnthropicBlocks {
    private static final String DATA = "data:";
    private static final String BASE64 = ";base64";

    private AnthropicBlocks() {}

    /** Of a text, or of parts; parts that Messages have no block for are left out, and so are blank texts. */
    static List<ObjectNode> of(JsonNode content) {
        List<ObjectNode> blocks = new ArrayList<>();
        if (content.isTextual()) {
            said(content).ifPresent(blocks::add);
        }
        if (content.isArray()) {
            content.forEach(part -> part(part).ifPresent(blocks::add));
        }
        return blocks;
    }

    static ObjectNode text(String text) {
        return block("text").put("text", text);
    }

    private static Optional<ObjectNode> part(JsonNode part) {
        return switch (part.path("type").asText()) {
            case "text" -> said(part.path("text"));
            case "refusal" -> said(part.path("refusal"));
            case "image_url" -> Optional.of(image(part.at("/image_url/url").asText()));
            default -> Optional.empty();
        };
    }

    private static Optional<ObjectNode> said(JsonNode text) {
        return Optional.of(text.asText()).filter(said -> !said.isBlank()).map(AnthropicBlocks::text);
    }

    private static ObjectNode image(String url) {
        ObjectNode image = block("image");
        ObjectNode source = image.putObject("source");
        int comma = url.indexOf(',');
        String head = url.startsWith(DATA) && comma > 0 ? url.substring(DATA.length(), comma) : "";
        if (head.endsWith(BASE64)) {
            // By hand: the caller wrote it, and may have written a hundred thousand parameters.
            source.put("type", "base64")
                    .put("media_type", head.substring(0, head.indexOf(';')))
                    .put("data", url.substring(comma + 1));
        } else {
            source.put("type", "url").put("url", url);
        }
        return image;
    }

    private static ObjectNode block(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
