package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/**
 * The text that asks whether an answer that has been sent stands beside proposals that came too late for it: all of them as
 * data, each a JSON string between lines with a code that nobody who wrote them can know.
 */
final class CorrectionPrompt {
    private CorrectionPrompt() {}

    static AggregationPrompt of(
            PromptTemplate template, String answer, List<Proposal> late, RequestSeed seed, int characters) {
        String code = seed.code();
        String text = template.fill(Map.of(
                "code", code,
                "answer",
                        TextNode.valueOf(AggregationPrompt.cut(answer, characters))
                                .toString(),
                "count", Integer.toString(late.size()),
                "proposals", AggregationPrompt.block(late, code, characters)));
        return new AggregationPrompt(text, List.copyOf(late));
    }

    /** Whether the reply says that the answer stands. */
    static boolean stands(String reply) {
        return reply.isBlank() || reply.replaceAll("[^A-Za-z]", "").equalsIgnoreCase("none");
    }
}
