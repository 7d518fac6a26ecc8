package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which release served when: {@code history.jsonl}, one change a line, appended only. */
final class History {
    /** What changed. */
    enum Event {
        PUBLISHED,
        PROMOTED,
        ROLLED_BACK;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        static Event ofWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    private record Line(Instant at, Event event, String serving) {}

    private final Path file;

    History(Path folder) {
        this.file = folder.resolve("history.jsonl");
    }

    void add(Instant at, Event event, String serving) throws IOException {
        Durable.append(file, ReleaseJson.write(new Line(at, event, serving)));
    }

    /**
     * The releases that served before this one, the latest first, as an undo list: rolling back takes the last off. The
     * pointer is moved before its line is written, so the last line may be one change late, or cut off by a crash.
     */
    List<String> before(String serving) throws IOException {
        Deque<String> stack = new ArrayDeque<>();
        for (Line line : lines()) {
            if (line.event() == Event.ROLLED_BACK && stack.contains(line.serving())) {
                while (!line.serving().equals(stack.getLast())) {
                    stack.removeLast();
                }
            } else if (!line.serving().equals(stack.peekLast())) {
                stack.addLast(line.serving());
            }
        }
        if (serving.equals(stack.peekLast())) {
            stack.removeLast();
        }
        return List.copyOf(stack.reversed());
    }

    private List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        for (String text : Files.readAllLines(file)) {
            parsed(text).ifPresent(lines::add);
        }
        return lines;
    }

    /** Empty for a line that a crash cut off: the pointer knows what serves. */
    private static Optional<Line> parsed(String text) {
        try {
            return Optional.of(ReleaseJson.read(text.getBytes(StandardCharsets.UTF_8), Line.class));
        } catch (IllegalArgumentException cutOff) {
            return Optional.empty();
        }
    }
}
