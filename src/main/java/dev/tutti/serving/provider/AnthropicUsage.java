package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What a message consumed. There, tokens read from the prompt cache and written to it are counted beside those of the
 * prompt; in a chat completion they are a part of it. For one thread.
 */
final class AnthropicUsage {
    private static final String INPUT = "input_tokens";
    private static final String READ = "cache_read_input_tokens";
    private static final String WRITTEN = "cache_creation_input_tokens";
    private static final String OUTPUT = "output_tokens";

    private final ObjectNode most = JsonNodeFactory.instance.objectNode();

    /** The {@code usage} of a chat completion; empty when the message's own is missing or not two counts. */
    static Optional<ObjectNode> of(JsonNode told) {
        return new AnthropicUsage().add(told);
    }

    /**
     * Takes in what one more event tells: all are running totals, and a later one may leave out what does not change. Empty
     * when it does not tell what was written, which does.
     */
    Optional<ObjectNode> add(JsonNode told) {
        for (String field : List.of(INPUT, READ, WRITTEN, OUTPUT)) {
            if (isCount(told.path(field))) {
                most.put(field, Math.max(count(field), told.path(field).longValue()));
            }
        }
        return most.has(INPUT) && isCount(told.path(OUTPUT)) ? Optional.of(usage()) : Optional.empty();
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
    }

    private ObjectNode usage() {
        long prompt = count(INPUT) + count(READ) + count(WRITTEN);
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        usage.put("prompt_tokens", prompt);
        usage.put("completion_tokens", count(OUTPUT));
        usage.put("total_tokens", prompt + count(OUTPUT));
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", count(READ))
                .put("cache_write_tokens", count(WRITTEN));
        return usage;
    }

    private long count(String field) {
        return most.path(field).asLong(0);
    }
}
