package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.ReferencePlace;
import java.util.List;

/**
 * The bodies of a request's sub-calls. Whoever writes the final answer gets all that the caller said; a proposer gets
 * messages, tools and length limits, and its own temperature and seed. The conversation stays as it is, what an
 * aggregator is told comes after it as one more user message: so a provider's prompt cache still knows the beginning,
 * and proposals do not speak with the authority of a system message, unless a preset wants them there.
 */
record Bodies(ChatRequest request, double temperature, ReferencePlace references, AnswerForm form, ToolRule tools) {
    private static final List<String> INHERITED =
            List.of("messages", "tools", "tool_choice", "parallel_tool_calls", "max_tokens", "max_completion_tokens");
    /** What shapes an answer that the caller will read as it is. */
    private static final List<String> SHAPE = List.of("stop", "response_format");

    static Bodies of(RunOrder order, double temperature) {
        ChatRequest request = order.request();
        return new Bodies(
                request,
                temperature,
                order.briefing().references(),
                AnswerForm.of(request.body().path("response_format")),
                ToolRule.of(request));
    }

    /** The caller's own parameters, untouched. */
    ObjectNode asAsked() {
        return request.body().deepCopy();
    }

    /** {@code shaped}: the proposal may be the answer as it stands (vote, select). */
    ObjectNode proposer(long seed, boolean shaped) {
        ObjectNode body = request.body().objectNode();
        copy(INHERITED, body);
        if (shaped) {
            copy(SHAPE, body);
        }
        return body.put("temperature", temperature).put("seed", seed);
    }

    /** The caller's parameters; temperature 0 when the caller has no wish. What is aggregated is text, so it stays text. */
    ObjectNode writer(AggregationPrompt prompt) {
        return told(text(), prompt.text());
    }

    /** Like {@link #writer}, told to write one answer again in the caller's form. */
    ObjectNode repairer(String prompt) {
        return told(text(), prompt);
    }

    private ObjectNode text() {
        ObjectNode body = asAsked();
        if (!body.has("temperature")) {
            body.put("temperature", 0);
        }
        // Tools stay, since the conversation may hold calls of them; they are forbidden where the caller leaves it
        // open.
        if (tools.choice() == ToolRule.Choice.FREE && body.has("tools")) {
            body.put("tool_choice", "none");
        }
        return body;
    }

    /** For a few words about proposals: nothing of the caller's format. Tools stay as in {@link #text}; none is called. */
    ObjectNode selector(AggregationPrompt prompt) {
        ObjectNode body = request.body().objectNode();
        copy(List.of("messages"), body);
        if (tools.choice() != ToolRule.Choice.NO_TOOLS) {
            copy(List.of("tools"), body);
            body.put("tool_choice", "none");
        }
        return told(body.put("temperature", 0), prompt.text());
    }

    ObjectNode told(ObjectNode body, String prompt) {
        ArrayNode messages = body.withArray("messages");
        switch (references) {
            case USER -> messages.addObject().put("role", "user").put("content", prompt);
            case SYSTEM -> SystemText.add(messages, prompt);
        }
        return body;
    }

    /** What is demanded of a call's answer: of one that is not {@code shaped}, nothing. */
    AnswerForm form(boolean shaped) {
        return shaped ? form : AnswerForm.free();
    }

    /** Whether the caller can take the answer: tool calls have a form of their own. */
    boolean hasForm(Answer answer) {
        return answer.callsTools() || form.faults(answer.text()).isEmpty();
    }

    private void copy(List<String> fields, ObjectNode to) {
        for (String field : fields) {
            if (request.body().has(field)) {
                to.set(field, request.body().get(field).deepCopy());
            }
        }
    }
}
