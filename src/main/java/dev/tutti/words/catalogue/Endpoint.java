package dev.tutti.words.catalogue;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How a model is reached: the base URL of an API ({@code .../v1}), the model's name there, the name of the environment
 * variable or file that holds the key (never the key), the limits of one call, and the form that the API speaks.
 */
public record Endpoint(
        URI baseUrl,
        String wireName,
        Optional<String> keyReference,
        Duration connectTimeout,
        Duration callTimeout,
        int concurrency,
        LimitField limitField,
        Api api) {
    /** One that is OpenAI-compatible. */
    public Endpoint(
            URI baseUrl,
            String wireName,
            Optional<String> keyReference,
            Duration connectTimeout,
            Duration callTimeout,
            int concurrency,
            LimitField limitField) {
        this(baseUrl, wireName, keyReference, connectTimeout, callTimeout, concurrency, limitField, Api.OPENAI);
    }

    /** One that is OpenAI-compatible and takes a limit as the caller gives it. */
    public Endpoint(
            URI baseUrl,
            String wireName,
            Optional<String> keyReference,
            Duration connectTimeout,
            Duration callTimeout,
            int concurrency) {
        this(baseUrl, wireName, keyReference, connectTimeout, callTimeout, concurrency, LimitField.AS_ASKED);
    }

    public Endpoint {
        String scheme = baseUrl.getScheme();
        if ((!"http".equals(scheme) && !"https".equals(scheme)) || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("a base URL is http(s)://host..., was " + baseUrl);
        }
        if (baseUrl.getUserInfo() != null) {
            throw new IllegalArgumentException("a base URL holds no user or password; give a key reference");
        }
        if (wireName.isBlank()) {
            throw new IllegalArgumentException("a wire name is not blank");
        }
        if (connectTimeout.isNegative()
                || connectTimeout.isZero()
                || callTimeout.isNegative()
                || callTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "timeouts are above 0, were " + connectTimeout + " (connect) and " + callTimeout + " (call)");
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("a concurrency is at least 1, was " + concurrency);
        }
    }
}
