package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import java.util.Optional;

/**
 * The answers of an audit before judges: each beside the caller's, whose score is the mean over its pairs so far. Where
 * nobody may judge a pair, since its answers are of too many families, each is judged alone. Safe for many threads.
 */
final class JudgedAudit {
    private final Judges judges;
    private final RoutedRequest request;
    private final Optional<JudgedAnswer> served;
    private double sum;
    private int pairs;
    private boolean judgedAlone;

    JudgedAudit(Judges judges, RoutedRequest request, RoutedAnswer.Finished finished) {
        this.judges = judges;
        this.request = request;
        this.served = JudgedAnswer.of(finished.row(), finished.ending());
    }

    /** Blocks until the audited answer is judged; its row is on disk. */
    void hear(OutcomeRow row, Ending ending) {
        if (!judges.reads(request)) {
            return;
        }
        JudgedAnswer.of(row, ending)
                .ifPresent(answer ->
                        served.ifPresentOrElse(own -> beside(own, answer), () -> judges.alone(request, answer)));
    }

    private void beside(JudgedAnswer own, JudgedAnswer answer) {
        Optional<Judges.Paired> paired = judges.pair(request, own, answer);
        if (paired.isPresent()) {
            paired.get().first().ifPresent(score -> label(own, score, paired.get()));
            return;
        }
        judges.alone(request, answer);
        if (once()) {
            judges.alone(request, own);
        }
    }

    private synchronized boolean once() {
        boolean first = !judgedAlone;
        judgedAlone = true;
        return first;
    }

    /** Under the lock, so that the last label is the mean of all pairs. */
    private synchronized void label(JudgedAnswer own, double score, Judges.Paired paired) {
        sum += score;
        pairs++;
        judges.label(own.id(), sum / pairs, paired.judges());
    }
}
