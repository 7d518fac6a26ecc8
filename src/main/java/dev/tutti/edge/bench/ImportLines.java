package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.ImportLine;
import dev.tutti.memory.outcome.ImportReader;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Recorded prompts as the lines that {@code POST /v1/outcomes:import} takes, in bodies that stay below its limit. */
final class ImportLines {
    private static final int MOST_CHARACTERS = 4_000_000;

    private final ReplayedSet replayed;
    private final Catalogue catalogue;
    private final ObjectMapper json = new ObjectMapper();

    /** The id that the catalogue knows a replayed model by. */
    static ModelId id(String model) {
        return new ModelId("replay/" + model);
    }

    ImportLines(ReplayedSet replayed) {
        this.replayed = replayed;
        this.catalogue = replayed.catalogue();
    }

    List<String> bodies(List<RecordedPrompt> prompts) {
        List<String> bodies = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (RecordedPrompt prompt : prompts) {
            of(prompt).forEach(line -> body.append(line).append('\n'));
            if (body.length() > MOST_CHARACTERS) {
                bodies.add(body.toString());
                body.setLength(0);
            }
        }
        if (!body.isEmpty()) {
            bodies.add(body.toString());
        }
        return bodies;
    }

    /** The same as rows, without a service: of all models, told of at that time. */
    List<LabelledRow> rows(RecordedPrompt prompt, Instant at) {
        ImportReader reader = new ImportReader(catalogue, KeyId.ANONYMOUS, () -> at);
        return of(prompt).stream().map(line -> row(reader, line)).toList();
    }

    private static LabelledRow row(ImportReader reader, String line) {
        return switch (reader.read(1, line)) {
            case ImportLine.Accepted accepted -> accepted.row();
            case ImportLine.Rejected rejected -> throw new IllegalStateException("import rejected " + rejected);
        };
    }

    private List<String> of(RecordedPrompt prompt) {
        return replayed.set().models().stream()
                .map(model -> line(prompt, model).toString())
                .toList();
    }

    private ObjectNode line(RecordedPrompt prompt, String model) {
        RecordedPrompt.Arm arm = prompt.arm(model);
        ObjectNode line = json.createObjectNode()
                .put("prompt", prompt.text())
                .put("model", id(model).value())
                .put("score", arm.quality())
                .put("prompt_tokens", replayed.promptTokens(prompt, model))
                .put("completion_tokens", replayed.completionTokens(prompt, model))
                .put("randomly_sampled", true);
        prompt.task().ifPresent(task -> line.put("task", task));
        // An empty answer would be one that agrees with other empty ones.
        return arm.answer().isEmpty() ? line : line.put("answer", arm.answer());
    }
}
