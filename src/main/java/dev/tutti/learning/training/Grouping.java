package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.World;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Single;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the rows of one prompt together: which models answered it alone, and how well. The score of a plan's answer says
 * nothing here of its proposals: it would be passed on to those that agree with it only, so a model would be known best
 * where it was right, and every figure taken from such groups would flatter it.
 */
final class Grouping {
    /** No audit stands for more requests than this, however small its rate was. */
    private static final double MOST_WEIGHT = 50;

    private record Key(String promptHash, World world) {}

    private final Map<Key, Gathered> gathered = new LinkedHashMap<>();
    private final Targets usual;

    /**
     * {@code missing}: audits of single models that failed and so have no label. {@code usual}: the targets of a prompt
     * that is known from imports alone.
     */
    Grouping(List<TrainingRow> rows, List<LoggedRow> missing, Targets usual) {
        this.usual = usual;
        rows.forEach(row -> at(row.row()).single(row));
        missing.forEach(row -> at(row).missing(row));
    }

    private Gathered at(LoggedRow row) {
        return gathered.computeIfAbsent(
                new Key(row.promptHash(), World.of(row.origin())), key -> new Gathered(key, row.features(), usual));
    }

    /** All prompts with an answer of at least one model, by time, then hash. What was gathered is let go on the way. */
    List<PromptGroup> groups() {
        List<PromptGroup> groups = new ArrayList<>();
        gathered.values().removeIf(found -> {
            if (!found.answers.isEmpty()) {
                groups.add(found.group());
            }
            return true;
        });
        groups.sort(Comparator.comparing(PromptGroup::at)
                .thenComparing(PromptGroup::promptHash)
                .thenComparing(PromptGroup::world));
        return groups;
    }

    /** What is known about one prompt so far. */
    private static final class Gathered {
        private final Key key;
        private final Features features;
        private final Map<ModelId, RecordedAnswer> answers = new TreeMap<>();
        private Targets targets;
        private Instant at = Instant.MAX;
        private double weight = 1;
        private boolean asked;
        private boolean audited;
        private boolean imported;
        private boolean picked;

        Gathered(Key key, Features features, Targets usual) {
            this.key = key;
            this.features = features;
            this.targets = usual;
        }

        void single(TrainingRow labelled) {
            LoggedRow row = labelled.row();
            note(row);
            // A degraded single was answered by a fallback, another model.
            if (row.plan() instanceof Single(ModelId model) && row.answered()) {
                // The first counts: rows come in order of time, and a later one may have met a cache.
                answers.putIfAbsent(model, answer(row, Optional.of(row.sketch()), labelled.score()));
                picked |= labelled.source() == LabelSource.USER
                        || ((row.imported() || row.audit()) && !labelled.sampled());
            }
        }

        void missing(LoggedRow row) {
            note(row);
            if (row.plan() instanceof Single(ModelId model)) {
                answers.putIfAbsent(model, answer(row, Optional.empty(), 0));
            }
        }

        private void note(LoggedRow row) {
            at = row.at().isBefore(at) ? row.at() : at;
            imported |= row.imported();
            if (!asked && !row.imported()) {
                asked = true;
                targets = row.targets();
            }
            if (row.audit()) {
                audited = true;
                weight = Math.max(weight, Math.min(MOST_WEIGHT, 1 / row.propensity()));
            }
        }

        private static RecordedAnswer answer(LoggedRow row, Optional<AnswerSketch> sketch, double score) {
            return new RecordedAnswer(sketch, score, row.cost(), row.prompt(), row.output(), row.warrant());
        }

        PromptGroup group() {
            return new PromptGroup(
                    key.promptHash(), key.world(), at, features, targets, Answers.of(answers), weight, sampled());
        }

        /** One answer told of by an import leaves a router no choice, and proves none. */
        private boolean sampled() {
            return !picked && (audited || (imported && answers.size() > 1));
        }
    }
}
