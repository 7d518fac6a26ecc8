package dev.tutti.learning.insight;

import dev.tutti.learning.drift.Drift;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Strategy;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up all rows of a window but for the saving, which needs the audits first. */
final class ReportTally {
    private final StrategyTally all = new StrategyTally();
    private final Map<Strategy, StrategyTally> strategies = new EnumMap<>(Strategy.class);
    private final Map<ModelId, ModelTally> models = new TreeMap<>();
    private final Map<Origin, Long> origins = new EnumMap<>(Origin.class);
    private final Audits audits = new Audits();
    private final JudgeTally judges = new JudgeTally();
    private long requests;
    private long audited;
    private long imported;

    static boolean isRequest(OutcomeRow row) {
        return row.auditOf().isEmpty() && !row.imported() && !row.cached();
    }

    void add(LabelledRow labelled) {
        OutcomeRow row = labelled.row();
        judges.add(labelled);
        if (row.judging() || row.paired() || row.cached()) {
            return;
        }
        if (row.imported()) {
            imported++;
        } else if (row.auditOf().isPresent()) {
            audited++;
            audits.add(labelled);
        } else {
            request(labelled);
        }
    }

    private void request(LabelledRow labelled) {
        OutcomeRow row = labelled.row();
        requests++;
        origins.merge(row.origin(), 1L, Long::sum);
        all.add(labelled);
        strategies
                .computeIfAbsent(row.plan().strategy(), kind -> new StrategyTally())
                .add(labelled);
        row.calls().stream()
                .map(CallRecord::model)
                .distinct()
                .forEach(model -> models.computeIfAbsent(model, ModelTally::new).add(labelled));
    }

    Audits audits() {
        return audits;
    }

    InsightReport report(Instant from, Instant until, SavingInsight saving, List<Drift> drift) {
        return new InsightReport(
                from,
                until,
                requests,
                audited,
                imported,
                new EnumMap<>(origins),
                all.insight("all"),
                strategies.entrySet().stream()
                        .map(entry -> entry.getValue().insight(entry.getKey().wireName()))
                        .toList(),
                models.values().stream().map(ModelTally::insight).toList(),
                saving,
                judges.insight(),
                drift);
    }
}
