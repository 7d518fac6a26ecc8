package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.ModelFilter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Anchors on recorded answers: the draw and the rows are those of live ones, only no model is asked. */
public final class ReplayedAnchors {
    private final NewcomerWatch watch;
    private final Catalogue catalogue;
    private final AuditedModels models;

    public ReplayedAnchors(NewcomerWatch watch, Catalogue catalogue) {
        this.watch = watch;
        this.catalogue = catalogue;
        this.models = new AuditedModels(catalogue, Integer.MAX_VALUE);
    }

    /** Of a served row that the log has; the anchor's row, if there is one, {@code recorded} telling the newcomer's call. */
    public Optional<OutcomeRow> of(ChatRequest chat, OutcomeRow served, Function<CatalogueModel, CallRecord> recorded) {
        watch.logged(served);
        if (served.introduced()) {
            return Optional.empty();
        }
        Optional<OutcomeRow> anchor = models.of(ModelFilter.ALL, chat, served).stream()
                .filter(model -> watch.anchored().contains(model.id()))
                .flatMap(model -> drawn(served, model, recorded).stream())
                .findFirst();
        anchor.ifPresent(watch::logged);
        return anchor;
    }

    private Optional<OutcomeRow> drawn(
            OutcomeRow served, CatalogueModel newcomer, Function<CatalogueModel, CallRecord> recorded) {
        OptionalDouble chance = watch.draw(newcomer.id(), served);
        if (chance.isEmpty()) {
            return Optional.empty();
        }
        AuditRow rows = new AuditRow(served, chance.getAsDouble(), catalogue.version(), Receipt.ANCHOR);
        return Optional.of(rows.of(
                AuditIds.ofAnchor(served.id()),
                newcomer,
                served.at(),
                ReplayedAudits.answered(recorded.apply(newcomer)),
                Duration.ZERO));
    }
}
