package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text that asks whether an answer that has been sent stands beside proposals that came too late for it: all of them as
 * data, each a JSON string between lines with a code that nobody who wrote them can know.
 */
final class CorrectionPrompt {
    /** In other than capitals only at the end of a clause: "None of the sources says so" corrects. */
    private static final Pattern NONE = Pattern.compile(
            "[^\\p{L}\\p{N}]*(NONE(?![\\p{L}\\p{N}])|(?i:none)\\s*+([^\\p{L}\\p{N}]|$))", Pattern.MULTILINE);

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

    /** Whether the reply says that the answer stands: its first word is NONE, whatever follows. */
    static boolean stands(String reply) {
        return reply.isBlank() || NONE.matcher(reply).lookingAt();
    }
}
