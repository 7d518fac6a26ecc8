package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Credential;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The key that a request shows: as OpenAI's clients do, or as Anthropic's. */
final class ShownKey {
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "bearer ";
    /** Where Anthropic's clients put their key. */
    private static final String API_KEY = "x-api-key";

    private static final String READ = "tutti.shown";

    private ShownKey() {}

    /** Read when it is first asked for, and left with the request, which holds its headers as long. */
    static Optional<Credential> of(RoutingContext connection) {
        return of(connection.request().headers(), connection.data());
    }

    static Optional<Credential> of(MultiMap headers, Map<String, Object> request) {
        if (request.get(READ) instanceof Credential read) {
            return Optional.of(read);
        }
        Optional<Credential> shown = text(headers).map(Credential::of);
        shown.ifPresent(credential -> request.put(READ, credential));
        return shown;
    }

    private static Optional<String> text(MultiMap headers) {
        return header(headers, AUTHORIZATION)
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()).strip())
                .or(() -> header(headers, API_KEY).map(String::strip));
    }

    /** Of a header that stands there twice both, so that no key is chosen among two: such a one nobody has. */
    private static Optional<String> header(MultiMap headers, String name) {
        List<String> values = headers.getAll(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }
}
