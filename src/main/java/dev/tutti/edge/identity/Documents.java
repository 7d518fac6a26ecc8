package dev.tutti.edge.identity;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Documents of an identity provider. No redirect is followed, none is larger than a megabyte, and none takes longer than it
 * may, from the first byte of the name that is looked up to the last one of the body.
 */
final class Documents {
    private static final long MOST_BYTES = 1_048_576;
    private static final int FOUND = 200;

    private final Duration patience;

    Documents(Duration patience) {
        this.patience = patience;
    }

    /** Once in minutes, so nothing is kept between: neither connections nor threads nor what a name meant. */
    String get(URI address) throws KeysUnavailable {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
        try {
            return get(client, address);
        } finally {
            client.shutdownNow();
        }
    }

    private String get(HttpClient client, URI address) throws KeysUnavailable {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .timeout(patience)
                .build();
        BodyHandler<String> body = BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES);
        HttpResponse<String> response = await(client.sendAsync(request, body), address);
        if (response.statusCode() != FOUND) {
            throw new KeysUnavailable(address + " answered " + response.statusCode());
        }
        return response.body();
    }

    /** The request's own timeout ends with the head of the answer. */
    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> answer, URI address)
            throws KeysUnavailable {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new KeysUnavailable(address + " did not answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new KeysUnavailable(address + " cannot be read (" + kind(e.getCause()) + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeysUnavailable("the program ends");
        }
    }

    /** Never what it says: that may be made of what was answered. */
    private static String kind(@Nullable Throwable cause) {
        return cause == null ? "nobody knows why" : cause.getClass().getSimpleName();
    }
}
