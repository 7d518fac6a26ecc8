package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Flaw;
import dev.tutti.sense.evidence.Influence;
import dev.tutti.sense.evidence.JudgedInfluence;
import dev.tutti.words.chat.RequestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What labels say of influence on one audited request: its own row and the rows of its audit are searched for labelled
 * answers that say what was said with the model, and what would have been said without it. Users' labels do not count:
 * who may ask must not be able to have a model removed.
 */
final class InfluenceJury {
    private static final int MOST_ROWS = 100;

    private final OutcomeLog log;

    InfluenceJury(OutcomeLog log) {
        this.log = log;
    }

    /** The mean score of answers that say the same, and when the last label came. */
    private record Verdict(double score, Instant at) {}

    /** Of those influences alone that labels tell apart. */
    List<JudgedInfluence> judge(RequestId audited, List<Influence> influences) {
        List<LabelledRow> rows = rows(audited);
        return influences.stream().flatMap(one -> judge(one, rows).stream()).toList();
    }

    private static Optional<JudgedInfluence> judge(Influence influence, List<LabelledRow> rows) {
        Optional<Verdict> with = verdict(influence.with(), rows);
        Optional<Verdict> without = verdict(influence.without(), rows);
        if (with.isEmpty()
                || without.isEmpty()
                || with.get().score() == without.get().score()) {
            return Optional.empty();
        }
        Instant later = Stream.of(with.get().at(), without.get().at())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        boolean harmful = without.get().score() > with.get().score();
        return Optional.of(new JudgedInfluence(influence.model(), later, harmful));
    }

    private static Optional<Verdict> verdict(long digest, List<LabelledRow> rows) {
        List<Label> labels = rows.stream()
                .filter(row -> row.row().sketch().filter(s -> says(s, digest)).isPresent())
                .flatMap(row -> counting(row).stream())
                .toList();
        return labels.stream().map(Label::at).max(Comparator.naturalOrder()).map(last -> {
            double mean = labels.stream().mapToDouble(Label::score).average().orElseThrow();
            return new Verdict(mean, last);
        });
    }

    private static boolean says(AnswerSketch sketch, long digest) {
        return sketch.brief() && sketch.flaw() == Flaw.NONE && sketch.digest() == digest;
    }

    private static Optional<Label> counting(LabelledRow row) {
        return row.labels().stream()
                .filter(label -> label.source() != LabelSource.USER)
                .min(Comparator.comparing(Label::source, LabelSource.MOST_OBJECTIVE_FIRST));
    }

    private List<LabelledRow> rows(RequestId audited) {
        OutcomeQuery all = OutcomeQuery.all(MOST_ROWS);
        List<LabelledRow> rows = new ArrayList<>(log.page(new OutcomeQuery(
                all.from(),
                all.until(),
                all.strategy(),
                all.model(),
                all.key(),
                all.task(),
                Optional.of(audited),
                all.after(),
                all.limit())));
        log.find(audited).ifPresent(rows::add);
        return rows;
    }
}
