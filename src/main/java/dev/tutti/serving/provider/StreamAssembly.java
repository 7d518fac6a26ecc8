package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Usage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the chunks of a stream together into the object that would have come unstreamed. For one thread. */
final class StreamAssembly {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> FIRST = List.of("id", "created", "model");
    private static final Set<String> APART = Set.of("id", "created", "model", "object", "choices");

    private final SortedMap<Integer, ChoiceAssembly> choices = new TreeMap<>();
    private final ObjectNode head = NODES.objectNode();
    private Optional<Usage> usage = Optional.empty();

    /** Takes a chunk in; refuses error objects and what is no chunk. */
    void add(ObjectNode chunk) throws NotAnAnswer {
        if (chunk.hasNonNull("error")) {
            throw new NotAnAnswer("an error object in the stream" + ErrorCode.inBrackets(chunk));
        }
        JsonNode parts = chunk.path("choices");
        if (!parts.isArray()) {
            throw new NotAnAnswer("a chunk without choices in the stream");
        }
        keep(chunk);
        usage = UsageReader.read(chunk).or(() -> anyWords(parts) ? Optional.empty() : usage);
        for (JsonNode part : parts) {
            choices.computeIfAbsent(part.path("index").asInt(0), _ -> new ChoiceAssembly())
                    .add(part);
        }
    }

    /**
     * What the provider said last, which wins: some send the running total with every chunk. Empty when words have come
     * since, for they are charged too.
     */
    Optional<Usage> usage() {
        return usage;
    }

    boolean isEmpty() {
        return choices.isEmpty();
    }

    /** Whether each choice has said why it ended. */
    boolean finished() {
        return !isEmpty() && choices.values().stream().allMatch(ChoiceAssembly::finished);
    }

    ObjectNode completion() {
        ObjectNode completion = head.deepCopy();
        completion.put("object", "chat.completion");
        var list = completion.putArray("choices");
        choices.forEach((index, choice) -> list.add(choice.whole().put("index", index)));
        return completion;
    }

    private static boolean anyWords(JsonNode parts) {
        return parts.valueStream()
                .flatMap(part -> part.path("delta").properties().stream())
                .anyMatch(field -> !field.getKey().equals("role") && isSaid(field.getValue()));
    }

    private static boolean isSaid(JsonNode value) {
        return value.isTextual() ? !value.textValue().isEmpty() : value.isContainerNode() && !value.isEmpty();
    }

    /** What each chunk says again, and all that stands beside the usage, which is told in the end alone. */
    private void keep(ObjectNode chunk) {
        FIRST.stream()
                .filter(field -> !head.has(field) && chunk.hasNonNull(field))
                .forEach(field -> head.set(field, chunk.get(field)));
        if (chunk.path("usage").isObject()) {
            chunk.properties().stream()
                    .filter(field -> !APART.contains(field.getKey()))
                    .forEach(field -> head.set(field.getKey(), field.getValue()));
        }
    }
}
