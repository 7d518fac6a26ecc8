package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.serving.routing.Admission.Entry;
import dev.tutti.serving.routing.RoutedAnswer.Finished;
import dev.tutti.serving.routing.RoutedAnswer.Refused;
import java.time.Duration;
import java.util.Optional;

/**
 * The path of a request: look, decide, run, record; or, where an equal one was answered before and that will do, look and
 * record. Blocks its (virtual) thread until the row is on disk.
 */
public final class RoutingPipeline {
    private final Look look;
    private final Recall recall;
    private final Admission admission;
    private final PlanExecutor executor;
    private final Recorder recorder;
    private final Announcement announcement;

    RoutingPipeline(
            Look look,
            Recall recall,
            Admission admission,
            PlanExecutor executor,
            Recorder recorder,
            Announcement announcement) {
        this.look = look;
        this.recall = recall;
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
        try (Recall.Turn turn = recall.turn(request)) {
            Optional<Kept> known = turn.known();
            return known.isPresent() ? again(journey, turn, known.get(), stream) : answer(journey, turn, stream);
        }
    }

    private RoutedAnswer answer(Journey journey, Recall.Turn turn, AnswerStream stream) {
        Entry entry = admission.admit(journey);
        look.decided(journey, turn.waited());
        return switch (entry) {
            case Entry.Turned turned -> {
                announcement.tellRefused(journey.request());
                yield new Refused(turned.verdict());
            }
            case Entry.Admitted admitted -> {
                Finished finished = finish(journey, turn, admitted, stream);
                turn.ran(admitted.verdict().decision(), finished.ending());
                yield finished;
            }
        };
    }

    /** Nothing is decided, held or run, so that nobody who learns from runs is told of it. */
    private Finished again(Journey journey, Recall.Turn turn, Kept known, AnswerStream stream) {
        tell(known.decision(), turn, stream);
        OutcomeRow row = recorder.record(journey, known.decision(), known.logged(), Optional.empty());
        return new Finished(row, known.told(), new Verdict.Chosen(known.decision()), turn.waited());
    }

    private static void tell(Decision decision, Recall.Turn turn, AnswerStream stream) {
        if (stream instanceof RoutedStream told) {
            told.decided(decision, turn.waited());
        }
    }

    private Finished finish(Journey journey, Recall.Turn turn, Entry.Admitted admitted, AnswerStream stream) {
        Verdict.Chosen chosen = admitted.verdict();
        Ending ending = run(journey, turn, admitted, stream);
        OutcomeRow row = recorder.record(journey, chosen.decision(), ending, admitted.pace());
        Finished finished = new Finished(row, ending, chosen, turn.waited());
        announcement.tell(journey.request(), finished);
        return finished;
    }

    private Ending run(Journey journey, Recall.Turn turn, Entry.Admitted admitted, AnswerStream stream) {
        Decision decision = admitted.verdict().decision();
        Ledger ledger = new Ledger(admitted.money().amount());
        try {
            tell(decision, turn, stream);
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
        look.decided(journey, Duration.ZERO);
        return verdict;
    }
}
