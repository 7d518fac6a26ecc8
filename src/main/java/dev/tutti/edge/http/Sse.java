package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.sense.budget.MonotonicClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Server-sent events, each flushed to the socket before the next is taken. */
final class Sse {

    private final OutputStream out;
    private final MonotonicClock clock;
    private long last;

    Sse(OutputStream out, MonotonicClock clock) {
        this.out = out;
        this.clock = clock;
        last = clock.nanos();
    }

    /** For how long nothing has been written, since the beginning where nothing ever was. */
    Duration silent() {
        return Duration.ofNanos(clock.nanos() - last);
    }

    void data(JsonNode event) throws IOException {
        write("data: " + event + "\n\n");
    }

    /** An event with a name. */
    void event(String name, JsonNode event) throws IOException {
        write("event: " + name + "\ndata: " + event + "\n\n");
    }

    /**
     * An error, among events without names. Some clients know it by its name alone, and others read line by line and take
     * what stands before the data for a part of it: so the name comes after.
     */
    void error(JsonNode event) throws IOException {
        write("data: " + event + "\nevent: error\n\n");
    }

    void done() throws IOException {
        write("data: [DONE]\n\n");
    }

    /** A line that clients pass over. */
    void comment(String text) throws IOException {
        write(": " + text + "\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        last = clock.nanos();
    }
}
