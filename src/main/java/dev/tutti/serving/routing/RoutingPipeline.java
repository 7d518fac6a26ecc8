package dev.tutti.serving.routing;

import dev.tutti.sense.feature.Features;
import dev.tutti.serving.decision.Router;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.serving.routing.RoutedAnswer.Finished;
import dev.tutti.serving.routing.RoutedAnswer.Refused;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.RoutingOptions;

/** The path of a request: look, decide, run, record. Blocks its (virtual) thread until the row is on disk. */
public final class RoutingPipeline {
    private final Look look;
    private final Router router;
    private final PlanExecutor executor;
    private final Recorder recorder;
    private final Announcement announcement;

    RoutingPipeline(Look look, Router router, PlanExecutor executor, Recorder recorder, Announcement announcement) {
        this.look = look;
        this.router = router;
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
        return switch (decided(journey, router::decide)) {
            case Verdict.Infeasible infeasible -> new Refused(infeasible);
            case Verdict.Chosen chosen -> run(journey, chosen, stream);
        };
    }

    private Finished run(Journey journey, Verdict.Chosen chosen, AnswerStream stream) {
        if (stream instanceof RoutedStream told) {
            told.decided(chosen.decision());
        }
        Ending ending = executor.run(journey.order(chosen.decision()), stream);
        Finished finished = new Finished(recorder.record(journey, chosen.decision(), ending), ending, chosen);
        announcement.tell(journey.request(), finished);
        return finished;
    }

    /** What would be done, without doing it: no model is called, nothing is recorded. */
    public Verdict dryRun(RoutedRequest request) {
        return decided(look.at(request), router::preview);
    }

    /** One of the router's two ways to decide. */
    @FunctionalInterface
    private interface Deciding {
        Verdict on(RequestId id, ChatRequest chat, Features features, RoutingOptions options);
    }

    private Verdict decided(Journey journey, Deciding deciding) {
        RoutedRequest request = journey.request();
        Verdict verdict = deciding.on(request.id(), request.chat(), journey.features(), request.options());
        look.decided(journey);
        return verdict;
    }
}
