package dev.tutti.serving.provider;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What an endpoint that speaks Anthropic's Messages answers, well and badly. */
public final class AnthropicPlays {
    /** 3 tokens of a prompt besides 4 read from a cache and 5 written to it; 6 of an answer. */
    public static final String USAGE = """
            {"input_tokens":3,"cache_read_input_tokens":4,"cache_creation_input_tokens":5,"output_tokens":6}""";

    private AnthropicPlays() {}

    public static Play answer(String text) {
        return Plays.json(message("{\"type\":\"text\",\"text\":\"" + text + "\"}", "end_turn"));
    }

    /** A whole message of those blocks. */
    public static String message(String blocks, String stopReason) {
        return """
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-served","content":[%s],
                "stop_reason":"%s","stop_sequence":null,"usage":%s}""".formatted(blocks, stopReason, USAGE);
    }

    public static Play stream(String... texts) {
        return Plays.events(start() + texts(texts) + delta("end_turn") + stop());
    }

    public static String start() {
        return event("message_start", """
                "message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-served","content":[],
                "stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"cache_read_input_tokens":4,
                "cache_creation_input_tokens":5,"output_tokens":1}}""".replace("\n", "")) + event("ping", "\"x\":1");
    }

    /** A block of that text in pieces. */
    public static String texts(String... texts) {
        return open(0, "{\"type\":\"text\",\"text\":\"\"}")
                + Arrays.stream(texts)
                        .map(text -> fill(0, "{\"type\":\"text_delta\",\"text\":\"" + text + "\"}"))
                        .collect(Collectors.joining())
                + close(0);
    }

    public static String open(int index, String block) {
        return event("content_block_start", "\"index\":" + index + ",\"content_block\":" + block);
    }

    public static String fill(int index, String delta) {
        return event("content_block_delta", "\"index\":" + index + ",\"delta\":" + delta);
    }

    public static String close(int index) {
        return event("content_block_stop", "\"index\":" + index);
    }

    /** Why it ends, and 6 tokens. */
    public static String delta(String stopReason) {
        return event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"" + stopReason + "\",\"stop_sequence\":null},"
                        + "\"usage\":{\"output_tokens\":6}");
    }

    public static String stop() {
        return event("message_stop", "\"x\":1");
    }

    public static String error(String type) {
        return event("error", "\"error\":{\"type\":\"" + type + "\",\"message\":\"secret prompt text sk-canary\"}");
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
    }

    /** That status with an error object that quotes what was asked and the key. */
    public static Play status(int status, String type) {
        return exchange -> exchange.response(status, "Content-Type: application/json", """
                {"type":"error","error":{"type":"%s","message":"top_p: too much in a secret prompt, %s"},
                "request_id":"req_1"}""".formatted(
                        type, exchange.request().header("x-api-key").orElse("no key")));
    }

    /** What it says when the account behind the key is empty. */
    public static Play noCredit() {
        return exchange -> exchange.response(400, "Content-Type: application/json", """
                {"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to \
                access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits."}}""");
    }
}
