package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which release served when: {@code history.jsonl}, one change a line, appended only. */
final class History {
    /** What changed. */
    enum Event {
        PUBLISHED,
        PROMOTED,
        ROLLED_BACK,
        /** A release is on its way to serve: what serves is the champion. */
        PROPOSED,
        /** It has come to the next stage. */
        ADVANCED,
        /** It was taken back before it was the champion. */
        WITHDRAWN;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        static Event ofWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** {@code note}: of a release on its way, which one, how far it came, why it was taken back and by what figures. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record Line(Instant at, Event event, String serving, Optional<Note> note) {
        boolean changesWhatServes() {
            return switch (event) {
                case PUBLISHED, PROMOTED, ROLLED_BACK -> true;
                case PROPOSED, ADVANCED, WITHDRAWN -> false;
            };
        }
    }

    /** What is told of a challenger. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Note(String challenger, Stage stage, Optional<String> reason, Optional<ObjectNode> figures) {
        static Note of(Rollout rollout) {
            return new Note(rollout.challenger(), rollout.stage(), Optional.empty(), Optional.empty());
        }
    }

    private final Path file;

    History(Path folder) {
        this.file = folder.resolve("history.jsonl");
    }

    void add(Instant at, Event event, String serving) throws IOException {
        Durable.append(file, ReleaseJson.write(new Line(at, event, serving, Optional.empty())));
    }

    void add(Instant at, Event event, Rollout rollout, Note note) throws IOException {
        Durable.append(file, ReleaseJson.write(new Line(at, event, rollout.champion(), Optional.of(note))));
    }

    /** The releases that were taken back on their way, and that nobody had serve since. */
    Set<String> withdrawn() throws IOException {
        Set<String> withdrawn = new HashSet<>();
        for (Line line : lines()) {
            if (line.changesWhatServes()) {
                withdrawn.remove(line.serving());
            } else if (line.event() == Event.WITHDRAWN) {
                line.note().map(Note::challenger).ifPresent(withdrawn::add);
            }
        }
        return withdrawn;
    }

    /**
     * The releases that served before this one, the latest first, as an undo list: rolling back takes the last off. The
     * pointer is moved before its line is written, so the last line may be one change late, or cut off by a crash.
     */
    List<String> before(String serving) throws IOException {
        Deque<String> stack = new ArrayDeque<>();
        List<Line> changes = lines().stream().filter(Line::changesWhatServes).toList();
        for (Line line : changes) {
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
