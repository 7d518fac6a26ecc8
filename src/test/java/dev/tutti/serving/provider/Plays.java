package dev.tutti.serving.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** The catalogue of good and bad manners of endpoints. */
public final class Plays {
    public static final String DONE = "data: [DONE]\n\n";
    /** The model that good answers say has written them, whichever was asked. */
    public static final String SERVED = "stub-model-2026";

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
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"" + SERVED + "\","
                + "\"choices\":[" + choice + "]}\n\n";
    }

    /** The first for an answer that is wanted whole, the second for one that is wanted as a stream. */
    public static Play asWanted(Play whole, Play streamed) {
        return exchange -> (exchange.streamed() ? streamed : whole).on(exchange);
    }

    /** A good answer in the form that is wanted. */
    public static Play good(String text) {
        return asWanted(answer(text), stream(text));
    }

    /** A good answer of which the connection is lost half-way. */
    public static Play cutOff(String text) {
        return asWanted(half(text, StubUpstream.Exchange::reset), eventsThenReset(chunks(text)));
    }

    /** A good answer that falls silent half-way, until the client closes. */
    public static Play stalling(String text) {
        return asWanted(half(text, StubUpstream.Exchange::holdUntilClosed), eventsThenSilence(chunks(text)));
    }

    private static Play half(String text, Play then) {
        String whole = completion(text);
        return exchange -> {
            exchange.raw(head("application/json", "Content-Length: " + whole.length()));
            exchange.raw(whole.substring(0, whole.length() / 2));
            then.on(exchange);
        };
    }

    /** A good answer byte by byte, each in a write of its own, with that pause in between. */
    public static Play byteByByte(Duration pause, String text) {
        String events = chunks(text) + finish() + usage(10, 5) + DONE;
        String json = completion(text);
        return asWanted(
                exchange -> {
                    exchange.raw(head("application/json", "Content-Length: " + bytes(json).length));
                    for (byte b : bytes(json)) {
                        exchange.raw(new byte[] {b});
                        rest(exchange, pause);
                    }
                },
                exchange -> {
                    exchange.streamHead();
                    for (byte b : bytes(events)) {
                        exchange.write(new byte[] {b});
                        rest(exchange, pause);
                    }
                    exchange.endStream();
                });
    }

    private static void rest(StubUpstream.Exchange exchange, Duration pause) throws IOException {
        if (pause.isPositive()) {
            exchange.pause(pause);
        }
    }

    /** A good answer of which only the end of the connection tells that it is whole. */
    public static Play closing(String text) {
        return asWanted(
                exchange -> {
                    exchange.raw(head("application/json", "Connection: close") + completion(text));
                    exchange.close();
                },
                exchange -> {
                    exchange.raw(head("text/event-stream", "Connection: close"));
                    exchange.raw(chunks(text) + finish() + usage(10, 5) + DONE);
                    exchange.close();
                });
    }

    /**
     * The fault for the request that comes first, told by its {@code seed}, and for its repetitions; the other play for
     * all that have another seed: one of several samples is at fault.
     */
    public static Play forOneSeed(Play fault, Play others) {
        AtomicReference<String> marked = new AtomicReference<>();
        return exchange -> {
            String seed = exchange.request().body().path("seed").asText();
            marked.compareAndSet(null, seed);
            (seed.equals(marked.get()) ? fault : others).on(exchange);
        };
    }

    private static String head(String type, String header) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + header + "\r\n\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
