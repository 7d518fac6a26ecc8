package dev.tutti.sense.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All of a body that becomes prompt: texts as they stand, every other field as JSON, pictures by number, recordings by the
 * tokens that they are heard for. Fields that nobody here knows count too, since they are passed on, and a provider may
 * read them to the model.
 */
public record PromptParts(List<String> texts, int images, long heard) {
    /** The most of the usual models: a picture in eight tiles of OpenAI's, or the largest of Anthropic's. */
    private static final long IMAGE_TOKENS = 1_600;

    /** What tells a provider how to answer, or whom, and is not read to the model. */
    private static final Set<String> SETTINGS = Set.of(
            "frequency_penalty",
            "logit_bias",
            "logprobs",
            "max_completion_tokens",
            "max_tokens",
            "messages",
            "metadata",
            "modalities",
            "model",
            "n",
            "parallel_tool_calls",
            "presence_penalty",
            "prompt_cache_key",
            "reasoning_effort",
            "safety_identifier",
            "seed",
            "service_tier",
            "stop",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "top_logprobs",
            "top_p",
            "user",
            "verbosity");
    /** Of a picture or recording: its bytes and how to read them, which count as picture or recording. */
    private static final Set<String> MEDIUM = Set.of("url", "detail", "data", "format");
    /**
     * Bytes of a recording for one token, at 32 tokens a second, the most that providers count: compressed ones are taken
     * to have 4,000 bytes a second (32 kbit/s) and plain ones 16,000 (a telephone's), which is little, so that the
     * estimate is high.
     */
    private static final long COMPRESSED_BYTES = 125;

    private static final long PLAIN_BYTES = 500;

    public PromptParts {
        texts = List.copyOf(texts);
    }

    /** Of the body of a call. */
    public static PromptParts of(ObjectNode body) {
        return of(body.path("messages"), body);
    }

    /** Of these messages, as they came, and of the other fields of that body. */
    static PromptParts of(Iterable<JsonNode> messages, ObjectNode body) {
        Collector parts = new Collector();
        messages.forEach(parts::message);
        parts.fields(body, SETTINGS);
        return new PromptParts(parts.texts, parts.images, parts.heard);
    }

    /** What pictures and recordings are taken to be in tokens. */
    public long media() {
        return images * IMAGE_TOKENS + heard;
    }

    private static final class Collector {
        private static final Set<String> FRAME = Set.of("role", "content");

        private final List<String> texts = new ArrayList<>();
        private int images;
        private long heard;

        void fields(JsonNode object, Set<String> except) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (!except.contains(field.getKey())) {
                    texts.add(TextNode.valueOf(field.getKey()) + ":" + field.getValue() + ",");
                }
            }
        }

        void message(JsonNode message) {
            JsonNode content = message.path("content");
            if (content.isArray()) {
                content.forEach(this::part);
            } else if (!content.isMissingNode() && !content.isNull()) {
                texts.add(content.isTextual() ? content.textValue() : content.toString());
            }
            fields(message, FRAME);
        }

        /** A part holds what it is in the field that is named like its type. */
        private void part(JsonNode part) {
            String type = part.path("type").asText();
            JsonNode value = part.path(type);
            if (value.isTextual()) {
                texts.add(value.textValue());
                texts.add("\n");
            }
            images += type.equals("image_url") ? 1 : 0;
            heard += type.equals("input_audio") ? heard(value) : 0;
            fields(value, MEDIUM);
            fields(part, Set.of("type", type));
        }

        private static long heard(JsonNode audio) {
            // Base64: three bytes in four characters.
            long bytes = audio.path("data").asText().length() / 4 * 3L;
            boolean plain = audio.path("format").asText().equals("wav");
            return Math.ceilDiv(bytes, plain ? PLAIN_BYTES : COMPRESSED_BYTES);
        }
    }
}
