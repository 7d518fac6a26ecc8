package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.ReleaseDraft;
import dev.tutti.memory.modelstore.ReleaseSummary;
import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.ServingModels;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.decision.Means;
import dev.tutti.serving.decision.Router;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WhenInfeasible;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Serving whose decision and run a test writes down; the HTTP layer, the pipeline and the log are the real ones. */
@Alternative
@Singleton
public class ScriptedServing {

    /** A run, as a test wants it. */
    interface Script {
        Ending run(RunOrder order, AnswerStream stream);
    }

    static final ModelId SMALL = new ModelId("house/small");
    static final AtomicReference<Script> SCRIPT = new AtomicReference<>(ScriptedServing::hello);
    static final AtomicReference<Optional<Verdict.Reason>> INFEASIBLE = new AtomicReference<>(Optional.empty());
    static final AtomicReference<Runnable> DECIDING = new AtomicReference<>(() -> {});
    static final AtomicReference<Plan> PLAN = new AtomicReference<>(new Single(SMALL));

    static void reset() {
        SCRIPT.set(ScriptedServing::hello);
        INFEASIBLE.set(Optional.empty());
        DECIDING.set(() -> {});
        PLAN.set(new Single(SMALL));
    }

    /** "hello" in two chunks when streamed. */
    static Ending hello(RunOrder order, AnswerStream stream) {
        if (stream.wanted()) {
            stream.chunk(delta("hel"));
            stream.chunk(delta("lo"));
        }
        return answered();
    }

    static Ending answered() {
        return new Ending.Answered(
                new Answer("hello", "stop", "small-2026", Usage.of(10, 2), Optional.of(wire())),
                List.of(closing()),
                List.of(call()),
                Usd.of("0.00002"));
    }

    static CallRecord call() {
        return new CallRecord(
                CallRole.PROPOSER,
                1,
                SMALL,
                Optional.of("small-2026"),
                Usage.of(10, 2),
                Usd.of("0.00002"),
                Optional.of(Duration.ofMillis(1)),
                Duration.ofMillis(2),
                1,
                CallStatus.OK,
                Optional.empty());
    }

    static ObjectNode delta(String text) {
        ObjectNode chunk =
                JsonNodeFactory.instance.objectNode().put("id", "upstream").put("model", "small-2026");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").put("content", text);
        choice.putNull("finish_reason");
        return chunk;
    }

    static ObjectNode closing() {
        ObjectNode chunk = JsonNodeFactory.instance.objectNode();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        choice.put("finish_reason", "stop");
        return chunk;
    }

    private static ObjectNode wire() {
        ObjectNode wire =
                JsonNodeFactory.instance.objectNode().put("id", "upstream").put("vendor_extra", 7);
        ObjectNode choice = wire.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", "hello");
        choice.put("finish_reason", "stop");
        wire.putObject("usage").putObject("completion_tokens_details").put("reasoning_tokens", 1);
        return wire;
    }

    @Produces
    @Singleton
    Catalogue catalogue() {
        return CatalogueFixture.THREE;
    }

    @Produces
    @Singleton
    PlanExecutor executor() {
        return (order, stream) -> SCRIPT.get().run(order, stream);
    }

    @Produces
    @Singleton
    Router router() {
        return ScriptedServing::decide;
    }

    @Produces
    @Singleton
    ModelStore store() {
        return new NoModels();
    }

    private static Verdict decide(
            RequestId id, ChatRequest request, Features features, RoutingOptions options, Means means) {
        DECIDING.get().run();
        Targets targets = new Targets(0.8, Usd.of("0.05"), Duration.ofSeconds(30), WhenInfeasible.BEST_GAIN);
        Candidate candidate = new Candidate(
                PLAN.get(),
                new Prediction(0.75, 0.5, 0.9, QualityBasis.PRIOR),
                new PlanForecast(
                        Usd.of("0.01"), Usd.of("0.02"), Usd.of("0.03"), Duration.ofSeconds(1), Duration.ofSeconds(2)),
                Optional.empty(),
                1.0);
        Receipt receipt = new Receipt(targets, List.of(candidate), "scripted", "none", -1);
        return INFEASIBLE
                .get()
                .<Verdict>map(reason -> new Verdict.Infeasible(reason, "nothing fits", receipt))
                .orElseGet(() -> new Verdict.Chosen(
                        new Decision(candidate, 1.0, false, receipt, List.of(), forecasts(PLAN.get()), new Tokens(1))));
    }

    private static Map<ModelId, CallForecast> forecasts(Plan plan) {
        Tokens some = new Tokens(10);
        CallForecast forecast = new CallForecast(
                Price.perMillion("1", "2"), some, some, some, some, Duration.ofMillis(1), Duration.ofMillis(2));
        return plan.models().stream().collect(Collectors.toMap(Function.identity(), _ -> forecast));
    }

    /** A store without releases. */
    private static final class NoModels implements ModelStore {

        @Override
        public Optional<RouterModel> current() {
            return Optional.empty();
        }

        @Override
        public ServingModels serving() {
            return ServingModels.NONE;
        }

        @Override
        public Optional<Rollout> rollout() {
            return Optional.empty();
        }

        @Override
        public ReleaseSummary propose(ReleaseDraft draft) {
            throw new AssertionError("nobody proposes here");
        }

        @Override
        public void advance(Rollout from) {
            throw new AssertionError("nothing is rolled out here");
        }

        @Override
        public void withdraw(Rollout from, String reason, ObjectNode figures) {
            throw new AssertionError("nothing is rolled out here");
        }

        @Override
        public List<ReleaseSummary> releases() {
            return List.of();
        }

        @Override
        public ReleaseSummary publish(ReleaseDraft draft) {
            throw new AssertionError("nobody publishes here");
        }

        @Override
        public ReleaseSummary promote(String id) {
            throw new AssertionError("nobody promotes here");
        }

        @Override
        public ReleaseSummary rollback() {
            throw new AssertionError("nobody rolls back here");
        }

        @Override
        public SortedSet<String> trainedPrompts(String id) {
            return new TreeSet<>();
        }

        @Override
        public boolean refresh() {
            return false;
        }

        @Override
        public void onChange(Runnable listener) {
            // Nothing ever changes.
        }
    }
}
