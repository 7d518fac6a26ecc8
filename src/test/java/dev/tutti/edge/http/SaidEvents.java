package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** What a speech has written to a stream of events, in words. */
final class SaidEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data: ";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Function<JsonNode, String> words;

    /** {@code words}: of an event. */
    SaidEvents(Function<JsonNode, String> words) {
        this.words = words;
    }

    ByteArrayOutputStream out() {
        return out;
    }

    /** What was said since. */
    List<String> said() {
        List<String> events = out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(DATA))
                .map(line -> words.apply(read(line.substring(DATA.length()))))
                .toList();
        out.reset();
        return events;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
