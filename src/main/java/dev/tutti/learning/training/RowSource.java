package dev.tutti.learning.training;

import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads the outcome log for training: keeps the rows that may train, drops the others and counts why. */
final class RowSource {
    private static final double LEAST_PROPENSITY = 1e-3;

    private final OutcomeLog log;
    private final Catalogue catalogue;
    private final Duration labelWindow;
    private final Targets usual;
    private final LatestVersions versions;

    /** {@code usual}: the targets of prompts that nobody asked here. */
    RowSource(OutcomeLog log, Catalogue catalogue, Duration labelWindow, Targets usual, LatestVersions versions) {
        this.log = log;
        this.catalogue = catalogue;
        this.labelWindow = labelWindow;
        this.usual = usual;
        this.versions = versions;
    }

    /** All rows there are at {@code now}, sorted by time, then id. */
    TrainingRows load(Instant now) {
        Loaded loaded = loaded(now);
        return new TrainingRows(
                loaded.read, loaded.rows, new Grouping(loaded.rows, loaded.silent, usual).groups(), loaded.dropped);
    }

    /** Apart, so that names and what found equal rows are let go before prompts are put together. */
    private Loaded loaded(Instant now) {
        Essentials essentials = new Essentials();
        List<Named> named = new ArrayList<>();
        List<LoggedRow> silent = new ArrayList<>();
        Reading reading = new Reading(
                now,
                (row, label) -> named.add(Named.of(row, essentials, label)),
                row -> silent.add(essentials.of(row)));
        reading.passedOver(log.scan(OutcomeQuery.all(Integer.MAX_VALUE), reading::read));
        named.sort(Comparator.comparing((Named row) -> row.row().row().at())
                .thenComparing(row -> row.id().value()));
        List<TrainingRow> rows = named.stream().map(Named::row).toList();
        return new Loaded(rows, silent, reading.read, reading.dropped);
    }

    private record Loaded(List<TrainingRow> rows, List<LoggedRow> silent, long read, Map<DropReason, Long> dropped) {}

    private record Named(RequestId id, TrainingRow row) {
        static Named of(OutcomeRow row, Essentials essentials, Label label) {
            boolean audit = row.auditOf().isPresent() && label.source() != LabelSource.USER;
            // Anchors are drawn so that each cluster has some: they teach, and prove nothing of all requests.
            boolean sampled = !row.anchor() && (label.randomlySampled() || audit);
            return new Named(row.id(), new TrainingRow(essentials.of(row), label.score(), label.source(), sampled));
        }
    }

    /** When the requests of all rows were that {@link #load} would give, in order; keeps none of them. */
    List<Instant> times(Instant now) {
        List<Instant> times = new ArrayList<>();
        Reading reading = new Reading(now, (row, _) -> times.add(row.at()), silent -> {});
        log.scan(OutcomeQuery.all(Integer.MAX_VALUE), reading::read);
        times.sort(Comparator.naturalOrder());
        return times;
    }

    /** The label that counts most: code and judges before people. */
    static Optional<Label> best(List<Label> labels) {
        return labels.stream()
                .min(Comparator.comparing(Label::source, LabelSource.MOST_OBJECTIVE_FIRST)
                        .thenComparing(Label::at, Comparator.reverseOrder()));
    }

    /** One pass over the log. */
    private final class Reading {
        private final Instant now;
        private final BiConsumer<OutcomeRow, Label> labelledRows;
        private final Consumer<OutcomeRow> silentRows;
        private final Set<RequestId> seen = new HashSet<>();
        private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        private long read;

        Reading(Instant now, BiConsumer<OutcomeRow, Label> labelledRows, Consumer<OutcomeRow> silentRows) {
            this.now = now;
            this.labelledRows = labelledRows;
            this.silentRows = silentRows;
        }

        void passedOver(long damaged) {
            if (damaged > 0) {
                read += damaged;
                dropped.merge(DropReason.DAMAGED, damaged, Long::sum);
            }
        }

        void read(LabelledRow labelled) {
            read++;
            OutcomeRow row = labelled.row();
            Optional<Label> label = best(labelled.labels());
            Optional<DropReason> reason = reason(row, label);
            if (reason.isPresent()) {
                dropped.merge(reason.get(), 1L, Long::sum);
            } else if (label.isPresent()) {
                labelledRows.accept(row, label.get());
            } else {
                silentRows.accept(row);
            }
        }

        private Optional<DropReason> reason(OutcomeRow row, Optional<Label> label) {
            if (!seen.add(row.id())) {
                return Optional.of(DropReason.DUPLICATE);
            }
            if (row.judging()) {
                return Optional.of(DropReason.JUDGING);
            }
            if (row.ending() == EndingKind.CANCELLED) {
                return Optional.of(DropReason.CANCELLED);
            }
            if (row.cached()) {
                return Optional.of(DropReason.CACHED);
            }
            if (row.paired()) {
                return Optional.of(DropReason.PAIRED);
            }
            if (row.at().isAfter(now) || row.cost().compareTo(Usd.ZERO) < 0) {
                return Optional.of(DropReason.OUT_OF_RANGE);
            }
            if (row.features().schema() != FeatureExtractor.SCHEMA.version()
                    || row.features().denseSize()
                            != FeatureExtractor.SCHEMA.dense().size()) {
                return Optional.of(DropReason.OTHER_FEATURES);
            }
            if (!row.plan().models().stream()
                    .allMatch(model -> catalogue.find(model).isPresent())) {
                return Optional.of(DropReason.UNKNOWN_MODEL);
            }
            if (versions.isFormer(row)) {
                return Optional.of(DropReason.FORMER_VERSION);
            }
            if (row.auditOf().isEmpty() && row.propensity() < LEAST_PROPENSITY) {
                return Optional.of(DropReason.PROPENSITY);
            }
            return unlabelled(row, label);
        }

        private Optional<DropReason> unlabelled(OutcomeRow row, Optional<Label> label) {
            if (label.isEmpty()) {
                // An audited model that failed is a missing answer, which says something.
                boolean missing = row.auditOf().isPresent() && !row.anchor() && row.ending() == EndingKind.FAILED;
                return missing ? Optional.empty() : Optional.of(DropReason.UNLABELLED);
            }
            boolean early = label.get().source() == LabelSource.USER
                    && row.at().plus(labelWindow).isAfter(now);
            return early ? Optional.of(DropReason.IN_LABEL_WINDOW) : Optional.empty();
        }
    }
}
