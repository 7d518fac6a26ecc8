package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.serving.execution.Ending;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.ModelFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Audits of recorded answers: the draw, the audited models and the rows are those of a live audit, only no model is asked. */
public final class ReplayedAudits {
    private final double rate;
    private final Catalogue catalogue;
    private final AuditedModels models;

    /** {@code mostModels}: as {@code tutti.audit.max-models}. */
    public ReplayedAudits(double rate, Catalogue catalogue, int mostModels) {
        this.rate = rate;
        this.catalogue = catalogue;
        this.models = new AuditedModels(catalogue, mostModels);
    }

    /** The rows of the request's audit, none where it is not drawn; {@code recorded} tells the call of each model. */
    public List<OutcomeRow> of(ChatRequest chat, OutcomeRow audited, Function<CatalogueModel, CallRecord> recorded) {
        if (!Auditor.drawn(audited.id(), rate)) {
            return List.of();
        }
        AuditRow rows = new AuditRow(audited, rate, catalogue.version());
        List<OutcomeRow> made = new ArrayList<>();
        for (CatalogueModel model : models.of(ModelFilter.ALL, chat, audited)) {
            OutcomeRow row = rows.of(
                    AuditIds.of(audited.id(), made.size()),
                    model,
                    audited.at(),
                    answered(recorded.apply(model)),
                    Duration.ZERO);
            made.add(rows.telling(row));
        }
        return made;
    }

    static Ending answered(CallRecord call) {
        Answer unheard = new Answer("", "stop", call.model().value(), call.usage(), Optional.empty());
        return new Ending.Answered(unheard, List.of(), List.of(call), call.cost());
    }
}
