package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.catalogue.CatalogueModel;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The answers of an audit before judges: each beside the caller's, whose score is the mean over its pairs. Where nobody may
 * judge a pair, since its answers are of too many families, its answer is judged alone, and the caller's too when no pair
 * scored it. Safe for many threads.
 */
final class JudgedAudit {
    private final Judges judges;
    private final RoutedRequest request;
    private final Optional<JudgedAnswer> served;
    private final boolean sampled;
    private final Set<CatalogueModel> heard = new LinkedHashSet<>();
    private int open;
    private double sum;
    private int pairs;
    private boolean unpaired;

    /** {@code calls}: so many answers there are to come, or to fail. */
    JudgedAudit(Judges judges, RoutedRequest request, RoutedAnswer.Finished finished, int calls) {
        this(judges, request, finished, calls, true);
    }

    /** Of one call on a request that was not drawn as likely as others: its labels prove nothing of all requests. */
    static JudgedAudit unevenly(Judges judges, RoutedRequest request, RoutedAnswer.Finished finished) {
        return new JudgedAudit(judges, request, finished, 1, false);
    }

    private JudgedAudit(
            Judges judges, RoutedRequest request, RoutedAnswer.Finished finished, int calls, boolean sampled) {
        this.sampled = sampled;
        this.judges = judges;
        this.request = request;
        this.served = JudgedAnswer.of(finished.row(), finished.ending());
        this.open = calls;
    }

    /** Blocks until the audited answer is judged; its row is on disk. */
    void hear(OutcomeRow row, Ending ending) {
        if (!judges.reads(request)) {
            return;
        }
        JudgedAnswer.of(row, ending)
                .ifPresent(answer -> served.ifPresentOrElse(
                        own -> beside(own, answer), () -> judges.alone(request, answer, sampled)));
    }

    private void beside(JudgedAnswer own, JudgedAnswer answer) {
        Optional<Judges.Paired> paired = judges.pair(request, own, answer, sampled);
        if (paired.isPresent()) {
            paired.get().first().ifPresent(score -> add(score, paired.get()));
            return;
        }
        alone();
        judges.alone(request, answer, sampled);
    }

    private synchronized void add(double score, Judges.Paired paired) {
        sum += score;
        pairs++;
        heard.addAll(paired.judges());
    }

    private synchronized void alone() {
        unpaired = true;
    }

    /** Once for each call, whatever came of it; the last labels the caller's answer, once: tests count each label of a row. */
    void ended() {
        if (last()) {
            served.ifPresent(this::label);
        }
    }

    private synchronized boolean last() {
        open--;
        return open == 0;
    }

    private synchronized void label(JudgedAnswer own) {
        if (pairs > 0) {
            judges.label(own.id(), sum / pairs, heard, sampled);
        } else if (unpaired) {
            judges.alone(request, own, sampled);
        }
    }
}
