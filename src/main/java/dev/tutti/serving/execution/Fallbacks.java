package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is tried when the plan brought nothing: single models, one by one, those not asked before. When the money paid
 * for no call at all, a model whose mean answer it pays for may still answer, at that length.
 */
final class Fallbacks {
    private final Run run;
    private final ObjectNode body;
    private final AnswerForm form;

    Fallbacks(Run run, Bodies bodies) {
        this.run = run;
        this.body = bodies.asAsked();
        this.form = bodies.form();
    }

    Said run() {
        Said said =
                oneOf(notAsked(), model -> run.purse().allow(model, Tokens.NONE, new Tokens(Long.MAX_VALUE), left()));
        if (said instanceof Said.Nothing && run.calls().all().isEmpty()) {
            return oneOf(
                    List.copyOf(run.models()),
                    model -> run.purse().allowMean(model, left()).map(this::noteLimit));
        }
        return said;
    }

    private Said oneOf(List<ModelId> models, Function<ModelId, Optional<Allowance>> allowances) {
        for (int i = 0; i < models.size() && !run.over(); i++) {
            ModelId model = models.get(i);
            // Each of those that may still be asked gets an equal part of the time.
            Deadline until = run.order().deadline().within(run.time().left().dividedBy(models.size() - i));
            Optional<Said> said = allowances
                    .apply(model)
                    .flatMap(allowance -> new Writing(run).write(order(model), allowance, until));
            if (said.isPresent() && !(said.get() instanceof Said.Nothing)) {
                Plan plan = run.order().plan();
                run.cut("answered by " + model + " alone instead of " + plan.notation());
                Backing.by(run, List.of(model));
                return said.get();
            }
        }
        return Said.NOTHING;
    }

    private CallOrder order(ModelId model) {
        return new CallOrder(CallRole.FALLBACK, 1, model, body, Tokens.NONE, form);
    }

    private Allowance noteLimit(Allowance allowance) {
        run.cut("limited to " + allowance.limit() + " by the budget");
        return allowance;
    }

    private Usd left() {
        return run.order().ledger().left();
    }

    private List<ModelId> notAsked() {
        List<ModelId> models = new ArrayList<>(run.order().fallbacks());
        run.calls().all().forEach(call -> models.remove(call.order().model()));
        return models;
    }
}
