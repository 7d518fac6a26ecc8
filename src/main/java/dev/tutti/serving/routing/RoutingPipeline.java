package dev.tutti.serving.routing;

import dev.tutti.sense.budget.Ledger;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.serving.routing.Admission.Entry;
import dev.tutti.serving.routing.RoutedAnswer.Finished;
import dev.tutti.serving.routing.RoutedAnswer.Refused;

/** The path of a request: look, decide, run, record. Blocks its (virtual) thread until the row is on disk. */
public final class RoutingPipeline {
    private final Look look;
    private final Admission admission;
    private final PlanExecutor executor;
    private final Recorder recorder;
    private final Announcement announcement;

    RoutingPipeline(
            Look look, Admission admission, PlanExecutor executor, Recorder recorder, Announcement announcement) {
        this.look = look;
        this.admission = admission;
        this.executor = executor;
        this.recorder = recorder;
        this.announcement = announcement;
    }

    /**
     * Answers the request. A run is recorded whatever its ending; when the log does not take the row, its
     * {@code OutcomeLogUnavailable} comes through and nothing may be sent as finished.
     */
    public RoutedAnswer handle(RoutedRequest request, AnswerStream stream) {
        Journey journey = look.at(request);
        Entry entry = admission.admit(journey);
        look.decided(journey);
        return switch (entry) {
            case Entry.Turned turned -> new Refused(turned.verdict());
            case Entry.Admitted admitted -> finish(journey, admitted, stream);
        };
    }

    private Finished finish(Journey journey, Entry.Admitted admitted, AnswerStream stream) {
        Verdict.Chosen chosen = admitted.verdict();
        Ending ending = run(journey, admitted, stream);
        Finished finished =
                new Finished(recorder.record(journey, chosen.decision(), ending, admitted.pace()), ending, chosen);
        announcement.tell(journey.request(), finished);
        return finished;
    }

    private Ending run(Journey journey, Entry.Admitted admitted, AnswerStream stream) {
        Decision decision = admitted.verdict().decision();
        Ledger ledger = new Ledger(admitted.money().amount());
        try {
            if (stream instanceof RoutedStream told) {
                told.decided(decision);
            }
            return executor.run(journey.order(decision, ledger), stream);
        } finally {
            // Also where the run broke: what its calls were charged is in its ledger.
            admitted.settle(ledger.spent());
        }
    }

    /** What would be done, without doing it: no model is called, nothing is held or recorded. */
    public Verdict dryRun(RoutedRequest request) {
        Journey journey = look.at(request);
        Verdict verdict = admission.preview(journey);
        look.decided(journey);
        return verdict;
    }
}
