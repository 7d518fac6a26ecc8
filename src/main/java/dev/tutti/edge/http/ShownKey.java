package dev.tutti.edge.http;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The key that a request shows: as OpenAI's clients do, or as Anthropic's. */
final class ShownKey {
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "bearer ";
    /** Where Anthropic's clients put their key. */
    private static final String API_KEY = "x-api-key";

    private ShownKey() {}

    /** {@code headers}: a header's value by its name, null where there is none. */
    static Optional<String> of(Function<String, @Nullable String> headers) {
        return Optional.ofNullable(headers.apply(AUTHORIZATION))
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()).strip())
                .or(() -> Optional.ofNullable(headers.apply(API_KEY)).map(String::strip));
    }
}
