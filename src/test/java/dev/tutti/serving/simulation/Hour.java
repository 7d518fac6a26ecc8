package dev.tutti.serving.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.HeapOutcomeLog;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.serving.SimulatedTime;
import dev.tutti.serving.decision.Router;
import dev.tutti.serving.decision.SimulatedDecision;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.SimulatedExecution;
import dev.tutti.serving.provider.ModelHealth;
import dev.tutti.serving.provider.SimulatedProvider;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.serving.routing.RoutingPipeline;
import dev.tutti.serving.routing.SimulatedRouting;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.RoutingOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** One simulated hour of requests, as they come: one in two seconds on average, each asking for one of five things. */
final class Hour {
    private static final double SECONDS = 3_600;
    private static final List<Asked> EVERYTHING = List.of(Asked.values());
    private static final double PER_SECOND = 0.5;

    final Trouble trouble;
    final Map<Asked, Tally> tallies = new EnumMap<>(Asked.class);
    /** Seconds for which each model's breaker was open. */
    final Map<Fleet, Integer> open = new EnumMap<>(Fleet.class);

    private final SimulatedTime time = new SimulatedTime();
    private final Providers providers;
    private final SimulatedProvider provider;
    private final SimulatedExecution execution;
    private final RoutingPipeline pipeline;
    private final Random arrivals = new Random(1);
    private int requests;

    Hour(Trouble trouble) {
        this.trouble = trouble;
        Catalogue catalogue = Fleet.catalogue();
        providers = new Providers(time, trouble);
        provider = new SimulatedProvider(time, new Random(2), new SimpleMeterRegistry(), providers);
        Router router = SimulatedDecision.router(
                catalogue, provider.latencies(), provider.health(), SimulatedExecution.worstCase(), time);
        execution = new SimulatedExecution(time, catalogue, provider.client(), provider.latencies());
        pipeline = SimulatedRouting.pipeline(time, catalogue, router, execution.executor(), new HeapOutcomeLog());
        for (Asked asked : EVERYTHING) {
            tallies.put(asked, new Tally());
        }
    }

    Hour pass() {
        next();
        watch(0);
        time.run();
        return this;
    }

    private void next() {
        double wait = -Math.log(1 - arrivals.nextDouble()) / (PER_SECOND * trouble.load(providers.minute()));
        Asked asked = EVERYTHING.get(arrivals.nextInt(EVERYTHING.size()));
        int number = ++requests;
        if (providers.minute() * 60 + wait < SECONDS) {
            time.tell(Duration.ofNanos((long) (wait * 1e9)), () -> {
                next();
                ask(asked, number);
            });
        }
    }

    private void ask(Asked asked, int number) {
        Tally.When came = when(providers.minute());
        tallies.get(asked).add(pipeline.handle(request(asked, number), AnswerStream.NONE), number, came);
    }

    private Tally.When when(double minute) {
        if (minute < trouble.begins) {
            return Tally.When.BEFORE;
        }
        return trouble.lasts(minute) ? Tally.When.WHILE_IT_LASTED : Tally.When.AFTER;
    }

    private void watch(int second) {
        ModelHealth health = provider.health();
        for (Fleet model : Fleet.values()) {
            open.merge(model, health.usable(model.id()) ? 0 : 1, Integer::sum);
        }
        if (second < SECONDS) {
            time.after(Duration.ofSeconds(1), () -> watch(second + 1));
        }
    }

    /** Requests that left for a provider, repetitions included. */
    long sent() {
        return provider.sent();
    }

    long repetitions() {
        return tallies.values().stream().mapToLong(t -> t.repetitions).sum();
    }

    Usd reserved() {
        return execution.reserved();
    }

    Usd overspent() {
        return execution.overspent();
    }

    boolean allUsable() {
        return List.of(Fleet.values()).stream()
                .allMatch(model -> provider.health().usable(model.id()));
    }

    private static RoutedRequest request(Asked asked, int number) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String says = Providers.ASKS + number + ".";
        body.withArray("messages").addObject().put("role", "user").put("content", says);
        ChatRequest chat = new ChatRequest(
                List.of(new Message(Role.USER, says, body.at("/messages/0"))),
                OptionalLong.empty(),
                1,
                false,
                false,
                Set.of(),
                body);
        return new RoutedRequest(
                new RequestId("r-" + number),
                Caller.ANYONE,
                chat,
                RoutingOptions.of(asked.selector()),
                new CancelSignal());
    }
}
