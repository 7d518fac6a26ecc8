package dev.tutti.serving.provider;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The catalogue of good and bad manners of endpoints. */
public final class Plays {
    public static final String DONE = "data: [DONE]\n\n";

    private Plays() {}

    /** A whole answer of 10 prompt and 5 completion tokens. */
    public static Play answer(String text) {
        return json(completion(text));
    }

    public static String completion(String text) {
        return """
                {"id":"c1","object":"chat.completion","created":1,"model":"stub-model-2026","choices":[{"index":0,
                "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,
                "prompt_tokens_details":{"cached_tokens":4}}}""".formatted(text);
    }

    public static Play json(String body) {
        return body("application/json", body);
    }

    public static Play html() {
        return body("text/html", "<html><body>Welcome to the captive portal</body></html>");
    }

    public static Play cutJson() {
        return json(completion("hello").substring(0, 100));
    }

    public static Play wrongShape() {
        return json("[1,2,3]");
    }

    public static Play emptyChoices() {
        return json("{\"object\":\"chat.completion\",\"choices\":[]}");
    }

    public static Play hugeBody(int bytes) {
        return json(completion("x".repeat(bytes)));
    }

    public static Play body(String type, String body) {
        return exchange -> exchange.response(200, "Content-Type: " + type, body);
    }

    public static Play status(int status, String... headers) {
        String error =
                "{\"error\":{\"message\":\"secret prompt text sk-canary\",\"type\":\"t\",\"code\":\"some_code\"}}";
        return exchange -> exchange.response(status, String.join("\r\n", Arrays.asList(headers)), error);
    }

    /** Takes the request and says nothing until the client closes. */
    public static Play silence() {
        return StubUpstream.Exchange::holdUntilClosed;
    }

    public static Play resetBeforeFirstByte() {
        return StubUpstream.Exchange::reset;
    }

    /** Streams those texts, each a chunk, then finish reason, usage and {@code [DONE]}. */
    public static Play stream(String... texts) {
        return events(chunks(texts) + finish() + usage(10, 5) + DONE);
    }

    /** Those bytes as an event stream, ended properly. */
    public static Play events(String raw) {
        return exchange -> {
            exchange.streamHead();
            exchange.write(raw);
            exchange.endStream();
        };
    }

    /** Those bytes as an event stream, then a reset. */
    public static Play eventsThenReset(String raw) {
        return exchange -> {
            exchange.streamHead();
            exchange.write(raw);
            exchange.reset();
        };
    }

    /** Those bytes as an event stream, then nothing until the client closes. */
    public static Play eventsThenSilence(String raw) {
        return exchange -> {
            exchange.streamHead();
            exchange.write(raw);
            exchange.holdUntilClosed();
        };
    }

    public static String chunks(String... texts) {
        return Arrays.stream(texts)
                .map(text -> event("{\"index\":0,\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}"))
                .collect(Collectors.joining());
    }

    public static String finish() {
        return event("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}");
    }

    public static String usage(int prompt, int completion) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":{\"prompt_tokens\":"
                + prompt + ",\"completion_tokens\":" + completion + "}}\n\n";
    }

    public static String event(String choice) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"stub-model-2026\","
                + "\"choices\":[" + choice + "]}\n\n";
    }
}
