package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Flaw;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the caller says about calling tools: {@code tool_choice}, the names of the functions that may be called, and
 * {@code parallel_tool_calls}. A model that calls what nobody offered has been told to by somebody else.
 */
record ToolRule(Choice choice, Set<String> names, boolean parallel) {
    /** What the caller is told whose rule no answer kept to. */
    static final String UNKEPT = "no proposal kept to tool_choice";

    /** May, must or must not. */
    enum Choice {
        NO_TOOLS,
        FORBIDDEN,
        FREE,
        REQUIRED
    }

    ToolRule {
        names = Set.copyOf(names);
    }

    static ToolRule of(ChatRequest request) {
        JsonNode body = request.body();
        JsonNode tools = body.path("tools");
        JsonNode choice = body.path("tool_choice");
        String name = ToolCalls.name(choice);
        return new ToolRule(
                tools.isEmpty() ? Choice.NO_TOOLS : choice(choice, name),
                names(name, choice.path("allowed_tools").path("tools"), tools),
                body.path("parallel_tool_calls").asBoolean(true));
    }

    private static Choice choice(JsonNode choice, String name) {
        String word = choice.isTextual()
                ? choice.asText()
                : choice.path("allowed_tools").path("mode").asText();
        return switch (word) {
            case "none" -> Choice.FORBIDDEN;
            case "required" -> Choice.REQUIRED;
            default -> name.isEmpty() ? Choice.FREE : Choice.REQUIRED;
        };
    }

    /** The one, of several those that are allowed, or all that are offered. */
    private static Set<String> names(String one, JsonNode allowed, JsonNode offered) {
        if (!one.isEmpty()) {
            return Set.of(one);
        }
        return (allowed.isMissingNode() ? offered : allowed)
                .valueStream()
                .map(ToolCalls::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the caller may be given this answer. */
    boolean admits(Answer answer) {
        return switch (choice) {
            case NO_TOOLS, FORBIDDEN -> !answer.callsTools();
            case FREE -> !answer.callsTools() || callsAsOffered(answer);
            case REQUIRED -> answer.callsTools() && callsAsOffered(answer);
        };
    }

    /** Whether it may be shown where nothing better is there: text always may. */
    boolean bears(Answer answer) {
        return !answer.callsTools() || admits(answer);
    }

    /** A proposal as evidence and in the log: what the caller may not be given agrees with nothing, as a refusal does. */
    AnswerSketch heard(Proposal proposal) {
        return heard(proposal.answer(), proposal.sketch());
    }

    AnswerSketch heard(Answer answer, AnswerSketch sketch) {
        return sketch.flaw() != Flaw.NONE || admits(answer) ? sketch : sketch.flawed(Flaw.REFUSAL);
    }

    private boolean callsAsOffered(Answer answer) {
        List<JsonNode> calls = ToolCalls.of(answer);
        return !calls.isEmpty()
                && (parallel || calls.size() == 1)
                && calls.stream().allMatch(call -> names.contains(ToolCalls.name(call)));
    }
}
