package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Recorded prompts as the lines that {@code POST /v1/outcomes:import} takes, in bodies that stay below its limit. */
final class ImportLines {
    private static final int MOST_CHARACTERS = 4_000_000;

    private final ObjectMapper json = new ObjectMapper();

    List<String> bodies(List<RecordedPrompt> prompts, List<String> models) {
        List<String> bodies = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (RecordedPrompt prompt : prompts) {
            for (String model : models) {
                body.append(line(prompt, model)).append('\n');
            }
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

    private ObjectNode line(RecordedPrompt prompt, String model) {
        RecordedPrompt.Arm arm = prompt.arm(model);
        return json.createObjectNode()
                .put("prompt", prompt.text())
                .put("task", prompt.category())
                .put("model", "replay/" + model)
                .put("score", arm.quality())
                .put("prompt_tokens", arm.promptTokens())
                .put("completion_tokens", arm.completionTokens())
                .put("answer", arm.answer())
                .put("randomly_sampled", true);
    }
}
