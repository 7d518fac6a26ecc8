package dev.tutti.learning.audit;

import dev.tutti.learning.audit.Acquaintance.Anchor;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.serving.decision.Newcomers;
import dev.tutti.words.chat.RequestId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the answers of one newcomer say: its anchors, each weighted by one over its propensity, so that their mean is that of
 * requests as they come, and the requests that it served. A missing answer is a label of 0. {@code agreeing}: how many
 * anchors said the same as the answer that was served, of those short enough to compare.
 */
record AnchorTally(Weighed anchors, Weighed served, int agreeing, int compared) {
    static final AnchorTally NONE = new AnchorTally(Weighed.NONE, Weighed.NONE, 0, 0);

    /** Labelled scores and their weights, summed up. */
    record Weighed(int labels, double scores, double weights, double squares) {
        static final Weighed NONE = new Weighed(0, 0, 0, 0);

        Weighed with(double score, double weight) {
            return new Weighed(labels + 1, scores + weight * score, weights + weight, squares + weight * weight);
        }

        OptionalDouble mean() {
            return labels == 0 ? OptionalDouble.empty() : OptionalDouble.of(scores / weights);
        }

        /** So many labels of equal weight would say as much (Kish 1965). */
        double worth() {
            return labels == 0 ? 0 : weights * weights / squares;
        }
    }

    /** Reads two rows of the log for each anchor, and one for each served request. */
    static AnchorTally of(List<Anchor> anchors, List<RequestId> served, OutcomeLog log) {
        Counting counting = new Counting(log);
        anchors.forEach(counting::anchor);
        served.forEach(counting::served);
        return new AnchorTally(counting.anchors, counting.served, counting.agreeing, counting.compared);
    }

    /** All labels together, each part by what it is worth; empty without any. */
    Optional<Newcomers.Heard> heard() {
        double worth = anchors.worth() + served.worth();
        double sum = anchors.worth() * anchors.mean().orElse(0)
                + served.worth() * served.mean().orElse(0);
        return worth == 0 ? Optional.empty() : Optional.of(new Newcomers.Heard(sum / worth, worth));
    }

    private static final class Counting {
        private final OutcomeLog log;
        private Weighed anchors = Weighed.NONE;
        private Weighed served = Weighed.NONE;
        private int agreeing;
        private int compared;

        Counting(OutcomeLog log) {
            this.log = log;
        }

        void anchor(Anchor anchor) {
            Optional<LabelledRow> row = log.find(anchor.id());
            row.map(Counting::score)
                    .filter(OptionalDouble::isPresent)
                    .ifPresent(score -> anchors = anchors.with(score.getAsDouble(), 1 / anchor.propensity()));
            Optional<AnswerSketch> own = sketch(row);
            Optional<AnswerSketch> other = own.isPresent() ? sketch(log.find(anchor.beside())) : Optional.empty();
            if (other.isPresent()) {
                compared++;
                agreeing += own.orElseThrow().digest() == other.get().digest() ? 1 : 0;
            }
        }

        void served(RequestId request) {
            log.find(request)
                    .map(Counting::score)
                    .filter(OptionalDouble::isPresent)
                    .ifPresent(score -> served = served.with(score.getAsDouble(), 1));
        }

        /** As training reads it: code before judges before people. */
        private static OptionalDouble score(LabelledRow row) {
            return row.row().ending() == EndingKind.FAILED
                    ? OptionalDouble.of(0)
                    : row.labels().stream()
                            .min(Comparator.comparing(Label::source, LabelSource.MOST_OBJECTIVE_FIRST))
                            .map(label -> OptionalDouble.of(label.score()))
                            .orElse(OptionalDouble.empty());
        }

        private static Optional<AnswerSketch> sketch(Optional<LabelledRow> row) {
            return row.map(LabelledRow::row).flatMap(OutcomeRow::sketch).filter(AnswerSketch::brief);
        }
    }
}
