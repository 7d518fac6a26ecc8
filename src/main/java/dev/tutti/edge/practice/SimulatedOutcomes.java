package dev.tutti.edge.practice;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.evidence.AnswerSketcher;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.PromptDigest;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Labelled outcome rows of simulated models, for a router that has seen nothing else: on each prompt every model alone and
 * two ensembles, run by the same executor as requests are, against the practice upstream. The rows are audits, of a
 * request that every prompt stands for and that none of them answered: what runs on a prompt does not depend on how any
 * answer turned out, so the rows are fit to judge a router on. Times are the personas' medians, ids and instants follow
 * from seed and number, so the same seed makes the same bytes.
 */
public final class SimulatedOutcomes {
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final Usd AMPLE = Usd.of("100");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration USUAL = Duration.ofSeconds(2);
    private static final Tokens PROMPT = new Tokens(60);
    private static final Tokens WRITTEN = new Tokens(200);
    /** More than most models bring: nobody asked these prompts, so a router is judged against the best fixed plan. */
    private static final Targets TARGETS =
            new Targets(0.9, Usd.of("0.05"), Duration.ofSeconds(30), WhenInfeasible.MAX_QUALITY);

    private final PlanExecutor executor;
    private final Catalogue catalogue;
    private final MonotonicClock clock;
    private final SimulatedPlans plans;
    private final PromptMaker prompts;
    private final long seed;
    private final FeatureExtractor extractor = new FeatureExtractor();

    public SimulatedOutcomes(PlanExecutor executor, Catalogue catalogue, MonotonicClock clock, long seed) {
        this.executor = executor;
        this.catalogue = catalogue;
        this.clock = clock;
        this.seed = seed;
        plans = new SimulatedPlans(catalogue);
        prompts = new PromptMaker(seed);
    }

    /** The rows of one prompt as lines of NDJSON, without the last line end. Blocks while they are run. */
    public String lines(int number) {
        ChatRequest request = ChatRequest.asking(prompts.prompt(number));
        List<String> lines = new ArrayList<>();
        for (Plan plan : plans.draw(Chance.of(seed).with("plans").with(number))) {
            lines.add(OutcomeJson.toLine(run(new Place(seed, number, lines.size()), plan, request)));
        }
        return String.join("\n", lines);
    }

    /** Where a row stands: which prompt, and which of its plans. */
    private record Place(long seed, int number, int index) {
        RequestId request() {
            return new RequestId("simulated-" + seed + "-" + number);
        }

        RequestId id() {
            return new RequestId(request() + "-" + index);
        }

        Instant at() {
            return FIRST.plus(BETWEEN.multipliedBy(number)).plusSeconds(index);
        }
    }

    private LabelledRow run(Place place, Plan plan, ChatRequest request) {
        Ending ending = executor.run(
                new RunOrder(
                        place.id(),
                        request,
                        plan,
                        new Ledger(AMPLE),
                        Deadline.in(LONG, clock),
                        List.of(),
                        this::forecast,
                        new CancelSignal(),
                        Optional.empty()),
                AnswerStream.NONE);
        if (!(ending instanceof Ending.Answered answered)) {
            throw new IllegalStateException("the simulated plan " + plan.notation() + " was not answered: " + ending);
        }
        double score = PracticeTruth.score(
                request.messages().getFirst().text(), answered.answer().text());
        Label label = new Label(
                place.id(),
                score,
                LabelSource.VERIFIER,
                true,
                Optional.empty(),
                place.at().plusSeconds(1));
        return new LabelledRow(row(place, plan, request, answered), List.of(label));
    }

    private OutcomeRow row(Place place, Plan plan, ChatRequest request, Ending.Answered ending) {
        Answer answer = ending.answer();
        List<CallRecord> calls = ending.calls().stream().map(SimulatedTime::of).toList();
        return new OutcomeRow(
                place.id(),
                Optional.of(place.request()),
                place.at(),
                KeyId.ANONYMOUS,
                Optional.empty(),
                PromptDigest.of(request),
                extractor.extract(request, Optional.empty()),
                new Receipt(TARGETS, List.of(), "simulate", "none", -1),
                plan,
                1,
                false,
                Origin.SIMULATED,
                calls,
                Optional.of(AnswerSketcher.sketch(answer.text(), answer.finishReason(), false)),
                EndingKind.ANSWERED,
                Optional.empty(),
                ending.cost(),
                SimulatedTime.total(calls),
                catalogue.version());
    }

    private CallForecast forecast(ModelId model) {
        return new CallForecast(catalogue.get(model).price(), PROMPT, WRITTEN, WRITTEN, WRITTEN, USUAL, USUAL);
    }
}
