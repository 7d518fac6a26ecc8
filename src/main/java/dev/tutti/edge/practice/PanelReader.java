package dev.tutti.edge.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the proposals in a message that Tutti's aggregation prompts ({@code prompts/*.txt}) made: each a JSON string on
 * a line of its own between {@code [draft N CODE]} and {@code [end N CODE]}, numbered from 1 without gaps.
 */
final class PanelReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DRAFT = "[draft ";
    private static final String END = "[end ";
    private static final String SELECTS = "Answer with the number of the best draft";

    private PanelReader() {}

    /** Empty when the message shows no proposals. */
    static Optional<Panel> find(String message) {
        List<String> lines = message.lines().toList();
        List<String> proposals = new ArrayList<>();
        for (int i = 0; i + 2 < lines.size(); i++) {
            String label = lines.get(i);
            int number = proposals.size() + 1;
            if (label.startsWith(DRAFT + number + " ")
                    && lines.get(i + 2).equals(END + label.substring(DRAFT.length()))) {
                text(lines.get(i + 1)).ifPresent(proposals::add);
            }
        }
        return proposals.isEmpty() ? Optional.empty() : Optional.of(new Panel(message.contains(SELECTS), proposals));
    }

    private static Optional<String> text(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return json.isTextual() ? Optional.of(json.textValue()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
