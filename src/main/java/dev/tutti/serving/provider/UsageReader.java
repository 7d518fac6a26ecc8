package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code usage} of an OpenAI object. */
final class UsageReader {
    private UsageReader() {}

    /** Empty when it is missing, null, or not two counts. */
    static Optional<Usage> read(JsonNode object) {
        JsonNode usage = object.path("usage");
        JsonNode prompt = usage.path("prompt_tokens");
        JsonNode completion = usage.path("completion_tokens");
        if (!isCount(prompt) || !isCount(completion)) {
            return Optional.empty();
        }
        JsonNode details = usage.path("prompt_tokens_details");
        long fromCache = part(details.path("cached_tokens"), prompt.longValue());
        long toCache = part(details.path("cache_write_tokens"), prompt.longValue() - fromCache);
        return Optional.of(new Usage(
                new Tokens(prompt.longValue()),
                new Tokens(fromCache),
                new Tokens(toCache),
                new Tokens(written(prompt.longValue(), completion.longValue(), usage.path("total_tokens"))),
                false));
    }

    /** Of embeddings, which write nothing: their prompt is all; some endpoints tell it as the total alone. */
    static Optional<Usage> ofEmbeddings(JsonNode usage) {
        return Stream.of("prompt_tokens", "total_tokens")
                .map(usage::path)
                .filter(UsageReader::isCount)
                .findFirst()
                .map(prompt -> Usage.of(prompt.longValue(), 0));
    }

    /** Some endpoints tell what a model thought in the total alone; it is charged like what it wrote. */
    private static long written(long prompt, long completion, JsonNode total) {
        return isCount(total) ? Math.max(completion, total.longValue() - prompt) : completion;
    }

    private static long part(JsonNode told, long of) {
        return isCount(told) ? Math.min(told.longValue(), of) : 0;
    }

    /** Beyond two thousand million it is no count of tokens, and would break the arithmetic of money. */
    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
    }
}
