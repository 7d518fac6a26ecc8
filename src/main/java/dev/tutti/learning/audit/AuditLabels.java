package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.RequestId;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What sees the answers of an audited request, its own and those of its audit, before they are dropped, and puts a
 * verifier's word on each into the log; what judges say of them comes here too.
 */
final class AuditLabels {
    private final Verifiers verifiers;
    private final OutcomeLog log;
    private final InstantSource time;

    AuditLabels(Verifiers verifiers, OutcomeLog log, InstantSource time) {
        this.verifiers = verifiers;
        this.log = log;
        this.time = time;
    }

    /** Whether anything here can say how good answers to this request are. */
    boolean score(RoutedRequest request) {
        return verifiers.of(request.options().task()).isPresent();
    }

    /** Whether they can say it of any request. */
    boolean scoreAny() {
        return !verifiers.byTask().isEmpty();
    }

    /** The row of that id is on disk; chance drew the request among all, so the label is sampled at random. */
    void label(RoutedRequest request, RequestId row, Ending ending) {
        label(request, row, ending, true);
    }

    /** {@code sampled}: whether each request might have been drawn as likely. Calls of tools are no text to judge. */
    void label(RoutedRequest request, RequestId row, Ending ending, boolean sampled) {
        Optional<Answer> said = ending.said().filter(answer -> !answer.callsTools());
        Optional<Verifier> verifier = verifiers.of(request.options().task());
        if (said.isPresent() && verifier.isPresent()) {
            double score = verifier.get().score(said.get().text());
            log.label(new Label(row, score, LabelSource.VERIFIER, sampled, Optional.empty(), time.instant()));
        }
    }

    /** The word of two judges; the row is on disk. {@code sampled}: whether each request might have been drawn as likely. */
    void judged(RequestId row, double score, String judges, boolean sampled) {
        log.label(new Label(row, score, LabelSource.JUDGE, sampled, Optional.of("by " + judges), time.instant()));
    }
}
