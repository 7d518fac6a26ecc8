package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one call of a run that puts an answer into the JSON form that the caller demands. Nothing is kept back for it: it is
 * made when money and time are left.
 */
final class Repair {
    private static final Tokens UNBOUNDED = new Tokens(Long.MAX_VALUE);

    private final Run run;
    private final Bodies bodies;
    private boolean used;

    Repair(Run run, Bodies bodies) {
        this.run = run;
        this.bodies = bodies;
    }

    /** The mended answer, which has the form; empty when the one call is used, does not fit, or brought none. */
    Optional<Answer> of(Answer bad, ModelId by, int layer) {
        if (used || run.over() || !run.time().suffices(by)) {
            return Optional.empty();
        }
        used = true;
        String text = prompt(bad, run.seed().layer(layer).code());
        ObjectNode body = bodies.repairer(text);
        Tokens extra = new Tokens(TokenEstimate.of(text));
        CallOrder order = new CallOrder(CallRole.REPAIR, layer, by, body, extra, bodies.form());
        return new Asking(run).ask(order, UNBOUNDED).filter(bodies::hasForm);
    }

    /** Answer and faults are JSON strings: neither can end its place. */
    private String prompt(Answer bad, String code) {
        List<String> faults = bodies.form().faults(bad.text());
        return run.prompt(PromptMode.REPAIR)
                .fill(Map.of(
                        "code", code,
                        "answer", TextNode.valueOf(bad.text()).toString(),
                        "faults",
                                faults.stream()
                                        .map(fault -> TextNode.valueOf(fault).toString())
                                        .collect(Collectors.joining("\n"))));
    }
}
