package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
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

    /**
     * The mended answer, which has the form, by the first of these models whose call fits; empty when the one call is used,
     * none fits, or it brought none.
     */
    Optional<Answer> of(Answer bad, List<ModelId> by, int layer) {
        if (used || run.over()) {
            return Optional.empty();
        }
        String text = prompt(bad, run.seed().layer(layer).code());
        ObjectNode body = bodies.repairer(text);
        Tokens extra = new Tokens(TokenEstimate.of(text));
        Optional<ModelId> fitting =
                by.stream().filter(model -> fits(model, extra)).findFirst();
        used = fitting.isPresent();
        return fitting.map(model -> new CallOrder(CallRole.REPAIR, layer, model, body, extra, bodies.form()))
                .flatMap(order -> new Asking(run).ask(order, UNBOUNDED))
                .filter(bodies::hasForm);
    }

    private boolean fits(ModelId model, Tokens extra) {
        Usd left = run.order().ledger().left();
        return run.time().suffices(model)
                && run.purse().allow(model, extra, UNBOUNDED, left).isPresent();
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
