package dev.tutti.serving.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.HeapOutcomeLog;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.tenancy.Accounts;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.KeyHash;
import dev.tutti.memory.tenancy.KeyTerms;
import dev.tutti.memory.tenancy.Pacers;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.decision.SimulatedDecision;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.FailureKind;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.StreamDraft;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are given again, and equal requests at once, through the whole pipeline. */
@Timeout(60)
final class RecallTest {
    private static final Targets TARGETS =
            new Targets(0.8, Usd.of("0.05"), Duration.ofSeconds(30), WhenInfeasible.BEST_GAIN);
    private static final KeyId KEY = new KeyId("team-a");
    private static final Optional<String> SESSION = Optional.of("s1");
    private static final String ASKED = "{\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"6 x 7?\"}]}";
    private static final Usage USED = new Usage(new Tokens(100), new Tokens(40), new Tokens(7), false);
    private static final Usd COST = Usd.of("0.001");

    private final HeapOutcomeLog log = new HeapOutcomeLog();
    private final List<RequestId> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> decisions = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> waited = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicInteger misses = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private long now = 1;
    private Recall recall = keeping(1_000_000);
    private IntFunction<Ending> script = RecallTest::answered;

    private Recall keeping(long bytes) {
        return Recalls.of(
                Long.toString(bytes),
                "10m",
                () -> now,
                new Recall.Counts(hits::incrementAndGet, misses::incrementAndGet));
    }

    @Test
    void anEqualRequestGetsTheAnswerThatWasGivenAndNothingIsRunOrPaid() {
        RoutedAnswer.Finished first = ask(KEY, ASKED);
        RoutedAnswer.Finished second = ask(KEY, ASKED);

        assertThat(runs).hasValue(1);
        assertThat(text(second)).isEqualTo(text(first)).isEqualTo("answer 1");
        assertThat(second.ending().usage()).isEqualTo(USED);
        assertThat(second.ending().cost()).isEqualTo(Usd.ZERO);
        assertThat(second.ending().calls()).allMatch(call -> call.cost().equals(Usd.ZERO));
        assertThat(List.of(hits.get(), misses.get())).containsExactly(1, 1);
    }

    @Test
    void theRowSaysThatNoPolicyChoseAndNobodyIsTold() throws Exception {
        ask(KEY, ASKED);
        RoutedAnswer.Finished second = ask(KEY, ASKED);

        OutcomeRow row = log.find(second.row().id()).orElseThrow().row();
        assertThat(row.cached()).isTrue();
        assertThat(row.receipt().policy()).isEqualTo("cached");
        assertThat(row.receipt().candidates()).extracting(Candidate::plan).containsExactly(new Single(OneModel.ID));
        assertThat(row.calls()).isEmpty();
        assertThat(row.cost()).isEqualTo(Usd.ZERO);
        assertThat(row.ending()).isEqualTo(EndingKind.ANSWERED);
        assertThat(rows().getFirst().cached()).isFalse();
        assertThat(rows().getFirst().cost()).isEqualTo(COST);
        assertThat(told).hasSize(1).doesNotContain(row.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"6 x 8?\"}]}",
                "{\"temperature\":0,\"seed\":1,\"messages\":[{\"role\":\"user\",\"content\":\"6 x 7?\"}]}",
                "{\"temperature\":0,\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"6 x 7?\"}]}",
                "{\"temperature\":0,\"vendor\":1,\"messages\":[{\"role\":\"user\",\"content\":\"6 x 7?\"}]}",
                "{\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"6 x 7? \"}]}"
            })
    void whatDiffersInAnythingThatAnAnswerMayDependOnIsRun(String other) {
        ask(KEY, ASKED);

        assertThat(text(ask(KEY, other))).isEqualTo("answer 2");
    }

    @Test
    void theOrderOfFieldsAndHowItIsSentDoNotMatter() {
        ask(KEY, ASKED);

        assertThat(text(ask(
                        KEY,
                        "{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":"
                                + "[{\"content\":\"6 x 7?\",\"role\":\"user\"}],\"temperature\":0}")))
                .isEqualTo("answer 1");
    }

    @Test
    void whatIsRoutedOtherwiseIsRun() {
        ask(KEY, ASKED, options(0.7, true, SESSION));

        assertThat(text(ask(KEY, ASKED, options(0.8, true, SESSION)))).isEqualTo("answer 2");
        assertThat(text(ask(KEY, ASKED, options(0.7, true, Optional.of("s2")))))
                .as("a session is none of what an answer depends on")
                .isEqualTo("answer 1");
    }

    @Test
    void noKeyGetsTheAnswerOfAnother() {
        ask(KEY, ASKED);

        assertThat(text(ask(new KeyId("team-b"), ASKED))).isEqualTo("answer 2");
    }

    @Test
    void whoDoesNotAskForItGetsNoneAndLeavesNone() {
        ask(KEY, ASKED, options(0.7, false, SESSION));
        assertThat(text(ask(KEY, ASKED))).isEqualTo("answer 2");

        assertThat(text(ask(KEY, ASKED, options(0.7, false, SESSION)))).isEqualTo("answer 3");
    }

    @Test
    void onlyWholeAnswersOfWholePlansAreKept() {
        List<Ending> others = List.of(
                new Ending.Degraded(answer(1, "stop"), List.of(), "one layer less", List.of(call()), COST),
                new Ending.Answered(answer(1, "length"), List.of(), List.of(call()), COST),
                new Ending.Answered(answer(1, "content_filter"), List.of(), List.of(call()), COST),
                new Ending.Failed(FailureKind.UPSTREAM, "sim/one: timeout", false, List.of(), Usd.ZERO),
                new Ending.Cancelled(List.of(), Usd.ZERO));
        for (Ending other : others) {
            script = _ -> other;
            ask(KEY, ASKED);
        }
        script = RecallTest::answered;

        assertThat(text(ask(KEY, ASKED))).isEqualTo("answer 6");
    }

    @Test
    void noAnswerIsGivenWhenItIsTooOld() {
        ask(KEY, ASKED);
        now += Duration.ofMinutes(10).minusSeconds(1).toNanos();
        assertThat(text(ask(KEY, ASKED))).isEqualTo("answer 1");
        now += Duration.ofSeconds(1).toNanos();

        assertThat(text(ask(KEY, ASKED))).isEqualTo("answer 2");
    }

    @Test
    void answersTakeNoMoreMemoryThanIsSet() {
        recall = keeping(30_000);
        for (int i = 0; i < 20; i++) {
            ask(KEY, ASKED.replace("6 x", i + " x"));
        }
        for (int i = 0; i < 20; i++) {
            ask(KEY, ASKED.replace("6 x", i + " x"));
        }

        assertThat(hits.get()).isLessThanOrEqualTo(3);
        script = run -> new Ending.Answered(
                new Answer("x".repeat(30_000), "stop", "one", USED, Optional.empty()),
                List.of(),
                List.of(call()),
                COST);
        ask(KEY, ASKED.replace("6", "many"));
        int before = hits.get();
        ask(KEY, ASKED.replace("6", "many"));
        assertThat(hits).hasValue(before);
    }

    @Test
    void whatAKeyOrASessionLeavesCanBeForgotten() {
        ask(KEY, ASKED, options(0.7, true, SESSION));
        ask(KEY, ASKED, options(0.8, true, Optional.of("s2")));
        ask(new KeyId("team-b"), ASKED, options(0.7, true, SESSION));

        recall.forget(KEY, "s1");
        assertThat(text(ask(KEY, ASKED, options(0.7, true, SESSION)))).isEqualTo("answer 4");
        assertThat(text(ask(KEY, ASKED, options(0.8, true, SESSION)))).isEqualTo("answer 2");
        recall.forget(KEY);
        assertThat(text(ask(KEY, ASKED, options(0.8, true, SESSION)))).isEqualTo("answer 5");
        assertThat(text(ask(new KeyId("team-b"), ASKED, options(0.7, true, SESSION))))
                .isEqualTo("answer 3");
    }

    @Test
    void whatIsOnItsWayWhenAKeyIsForgottenIsKeptForNobodyAndNobodyElseWaitsForIt() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        script = run -> {
            if (run == 1) {
                await(go);
            }
            return answered(run);
        };
        CompletableFuture<RoutedAnswer.Finished> revoked = inAThread(new CancelSignal());
        while (runs.get() < 1) {
            Thread.onSpinWait();
        }

        recall.forget(KEY);
        assertThat(text(ask(KEY, ASKED))).isEqualTo("answer 2");
        recall.forget(KEY);
        go.countDown();

        assertThat(text(revoked.get())).isEqualTo("answer 1");
        assertThat(text(ask(KEY, ASKED))).isEqualTo("answer 3");
    }

    /** One that was let in before the revocation may send its body after it. */
    @Test
    void whatComesLateUnderARevokedKeyIsNothingToTheNextOfItsName() {
        Caller before = caller("the revoked key");
        Caller next = caller("the next key of that name");
        recall.forget(KEY);

        assertThat(text(ask(before, ASKED))).isEqualTo("answer 1");
        assertThat(text(ask(next, ASKED))).isEqualTo("answer 2");
        assertThat(text(ask(next, ASKED))).isEqualTo("answer 2");
    }

    private static Caller caller(String key) {
        return new Caller(KEY, Set.of(Scope.CHAT), KeyTerms.NONE, Optional.of(KeyHash.of(key)));
    }

    @Test
    void equalRequestsAtOnceAreOneRunAndTheFirstPaysForIt() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        script = run -> {
            await(go);
            return answered(run);
        };
        List<CompletableFuture<RoutedAnswer.Finished>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(inAThread(new CancelSignal()));
        }
        until(4);
        go.countDown();
        for (CompletableFuture<RoutedAnswer.Finished> one : all) {
            assertThat(text(one.get())).isEqualTo("answer 1");
        }

        assertThat(runs).hasValue(1);
        assertThat(rows())
                .filteredOn(row -> !row.cached())
                .singleElement()
                .satisfies(row -> assertThat(row.cost()).isEqualTo(COST));
        assertThat(rows())
                .filteredOn(OutcomeRow::cached)
                .hasSize(4)
                .allMatch(row -> row.cost().equals(Usd.ZERO));
        assertThat(List.of(hits.get(), misses.get())).containsExactly(4, 1);
    }

    /** Three who ask for the same: the first is run and will leave, the others wait for it and, when they run, for a sign. */
    private record Crowd(
            CancelSignal leaving,
            CountDownLatch left,
            CountDownLatch go,
            CompletableFuture<RoutedAnswer.Finished> first,
            CompletableFuture<RoutedAnswer.Finished> second,
            CompletableFuture<RoutedAnswer.Finished> third) {
        void leave() {
            leaving.cancel();
            left.countDown();
        }
    }

    private Crowd crowd() {
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        script = run -> {
            if (run == 1) {
                await(left);
                return new Ending.Cancelled(List.of(), COST);
            }
            await(go);
            return answered(run);
        };
        CancelSignal leaving = new CancelSignal();
        CompletableFuture<RoutedAnswer.Finished> first = inAThread(leaving);
        while (runs.get() < 1) {
            Thread.onSpinWait();
        }
        CompletableFuture<RoutedAnswer.Finished> second = inAThread(new CancelSignal());
        CompletableFuture<RoutedAnswer.Finished> third = inAThread(new CancelSignal());
        until(2);
        return new Crowd(leaving, left, go, first, second, third);
    }

    @Test
    void aFirstThatLeavesHandsOverToOneOfThoseWhoWait() throws Exception {
        Crowd crowd = crowd();
        crowd.leave();
        until(1);
        crowd.go().countDown();

        assertThat(crowd.first().get().ending()).isInstanceOf(Ending.Cancelled.class);
        assertThat(text(crowd.second().get()))
                .isEqualTo(text(crowd.third().get()))
                .isEqualTo("answer 2");
        assertThat(runs).hasValue(2);
    }

    @Test
    void whoWaitsForOneAfterAnotherWaitsNoLongerForAllOfThem() throws Exception {
        Crowd crowd = crowd();
        now += Duration.ofMinutes(1).toNanos();
        crowd.leave();

        // Both, while none of them has ended: half of their time is over.
        while (runs.get() < 3) {
            Thread.onSpinWait();
        }
        crowd.go().countDown();
        assertThat(crowd.first().get().ending()).isInstanceOf(Ending.Cancelled.class);
        assertThat(List.of(text(crowd.second().get()), text(crowd.third().get())))
                .containsExactlyInAnyOrder("answer 2", "answer 3");
        assertThat(decisions).as("no wait for another is part of a decision").containsOnly(Duration.ZERO);
    }

    @Test
    void aFailureIsSharedWithNobody() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        script = run -> {
            if (run > 1) {
                return answered(run);
            }
            await(go);
            return new Ending.Failed(FailureKind.UPSTREAM, "sim/one: timeout", false, List.of(), Usd.ZERO);
        };
        CompletableFuture<RoutedAnswer.Finished> first = inAThread(new CancelSignal());
        while (runs.get() < 1) {
            Thread.onSpinWait();
        }
        CompletableFuture<RoutedAnswer.Finished> second = inAThread(new CancelSignal());
        until(1);
        go.countDown();

        assertThat(first.get().ending()).isInstanceOf(Ending.Failed.class);
        assertThat(text(second.get())).isEqualTo("answer 2");
    }

    @Test
    void howLongItHasWaitedForAnEqualOneIsTold() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        script = run -> {
            await(go);
            return answered(run);
        };
        CompletableFuture<RoutedAnswer.Finished> first = inAThread(new CancelSignal());
        while (runs.get() < 1) {
            Thread.onSpinWait();
        }
        CompletableFuture<RoutedAnswer.Finished> second = inAThread(new CancelSignal());
        until(1);
        now += Duration.ofSeconds(3).toNanos();
        go.countDown();

        assertThat(first.get().waited()).isEqualTo(Duration.ZERO);
        assertThat(second.get().waited()).isEqualTo(Duration.ofSeconds(3));
        assertThat(ask(KEY, ASKED).waited()).isEqualTo(Duration.ZERO);
        assertThat(waited)
                .as("as streams are told it")
                .containsExactly(Duration.ZERO, Duration.ofSeconds(3), Duration.ZERO);
    }

    @Test
    void whoLeavesWhileItWaitsWaitsNoLonger() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        script = run -> {
            if (run > 1) {
                return new Ending.Cancelled(List.of(), Usd.ZERO);
            }
            await(go);
            return answered(run);
        };
        CompletableFuture<RoutedAnswer.Finished> first = inAThread(new CancelSignal());
        while (runs.get() < 1) {
            Thread.onSpinWait();
        }
        CancelSignal leaving = new CancelSignal();
        CompletableFuture<RoutedAnswer.Finished> second = inAThread(leaving);
        until(1);
        leaving.cancel();

        assertThat(second.get().ending()).isInstanceOf(Ending.Cancelled.class);
        go.countDown();
        assertThat(text(first.get())).isEqualTo("answer 1");
    }

    @Test
    void nobodyWaitsLongerThanHalfOfItsTime() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        script = run -> {
            if (run == 1) {
                await(go);
            }
            return answered(run);
        };
        CompletableFuture<RoutedAnswer.Finished> first =
                inAThread(new CancelSignal(), options(0.7, true, SESSION, Duration.ofMillis(20)));
        while (runs.get() < 1) {
            Thread.onSpinWait();
        }
        CompletableFuture<RoutedAnswer.Finished> second =
                inAThread(new CancelSignal(), options(0.7, true, SESSION, Duration.ofMillis(20)));

        assertThat(text(second.get())).isEqualTo("answer 2");
        go.countDown();
        assertThat(text(first.get())).isEqualTo("answer 1");
    }

    private void until(int waiting) {
        while (recall.waiting() != waiting) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<OutcomeRow> rows() {
        return log.page(OutcomeQuery.all(100)).stream().map(LabelledRow::row).toList();
    }

    private CompletableFuture<RoutedAnswer.Finished> inAThread(CancelSignal cancel) {
        return inAThread(cancel, options(0.7, true, SESSION));
    }

    private CompletableFuture<RoutedAnswer.Finished> inAThread(CancelSignal cancel, RoutingOptions options) {
        CompletableFuture<RoutedAnswer.Finished> finished = new CompletableFuture<>();
        RoutedRequest request = request(KEY, ASKED, options, cancel);
        Thread.ofVirtual().start(() -> finished.complete(handle(request)));
        return finished;
    }

    private RoutedAnswer.Finished ask(KeyId key, String body) {
        return ask(key, body, options(0.7, true, SESSION));
    }

    private RoutedAnswer.Finished ask(KeyId key, String body, RoutingOptions options) {
        return handle(request(key, body, options, new CancelSignal()));
    }

    private RoutedAnswer.Finished ask(Caller caller, String body) {
        return handle(request(caller, body, options(0.7, true, SESSION), new CancelSignal()));
    }

    private RoutedAnswer.Finished handle(RoutedRequest request) {
        RoutingPipeline pipeline = new RoutingPipeline(
                new Look(new FeatureExtractor(), () -> Instant.EPOCH, () -> now, decisions::add),
                recall,
                new Admission(
                        (_, _, _, _, _) -> OneModel.chosen(Usd.ZERO, TARGETS, 2),
                        Accounts.unlimited(),
                        Pacers.none(),
                        SimulatedDecision.noCaches(() -> now)),
                (_, _) -> script.apply(runs.incrementAndGet()),
                new Recorder(log, OneModel.CATALOGUE),
                new Announcement(
                        List.of((_, finished) -> told.add(finished.row().id())), line -> {
                            throw new AssertionError(line);
                        }));
        return (RoutedAnswer.Finished) pipeline.handle(request, new Heard(waited));
    }

    /** A stream that hears how long its request has waited. */
    private record Heard(List<Duration> waited) implements RoutedStream {
        @Override
        public void decided(Decision decision, Duration waits) {
            waited.add(waits);
        }

        @Override
        public void proposing(int done, int of) {
            throw new AssertionError("nobody proposes here");
        }

        @Override
        public void chunk(ObjectNode openAiChunk) {
            throw new AssertionError("nobody streams here");
        }

        @Override
        public void given(List<ObjectNode> openAiChunks) {
            throw new AssertionError("nobody streams here");
        }
    }

    private static String text(RoutedAnswer.Finished finished) {
        return finished.ending().said().orElseThrow().text();
    }

    private static Ending answered(int run) {
        return new Ending.Answered(answer(run, "stop"), List.of(), List.of(call()), COST);
    }

    private static Answer answer(int run, String finish) {
        ObjectNode wire = JsonNodeFactory.instance.objectNode().put("id", "upstream");
        return new Answer("answer " + run, finish, "one", USED, Optional.of(wire));
    }

    private static CallRecord call() {
        return new CallRecord(
                CallRole.PROPOSER,
                1,
                OneModel.ID,
                Optional.of("one"),
                USED,
                COST,
                Optional.empty(),
                Duration.ofMillis(1),
                1,
                CallStatus.OK,
                Optional.empty());
    }

    private RoutedRequest request(KeyId key, String body, RoutingOptions options, CancelSignal cancel) {
        return request(new Caller(key, Set.of(Scope.CHAT)), body, options, cancel);
    }

    private RoutedRequest request(Caller caller, String body, RoutingOptions options, CancelSignal cancel) {
        try {
            ObjectNode object = (ObjectNode) new ObjectMapper().readTree(body);
            Message message =
                    new Message(Role.USER, object.at("/messages/0/content").asText(), object.at("/messages/0"));
            ChatRequest chat =
                    new ChatRequest(List.of(message), OptionalLong.empty(), 1, false, false, Set.of(), object);
            return new RoutedRequest(new RequestId("r-" + ids.incrementAndGet()), caller, chat, options, cancel);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static RoutingOptions options(double target, boolean cache, Optional<String> session) {
        return options(target, cache, session, Duration.ofMinutes(2));
    }

    private static RoutingOptions options(double target, boolean cache, Optional<String> session, Duration latency) {
        return new RoutingOptions(
                new Selector.Model(OneModel.ID),
                OptionalDouble.of(target),
                Optional.empty(),
                Optional.of(latency),
                Optional.empty(),
                Set.of(),
                ModelFilter.ALL,
                Optional.empty(),
                true,
                false,
                session,
                StreamDraft.OFF,
                Optional.of(cache),
                false);
    }
}
