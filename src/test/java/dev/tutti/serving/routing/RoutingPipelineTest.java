package dev.tutti.serving.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.tenancy.Accounts;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.Pacers;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.decision.SimulatedDecision;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.FailureKind;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class RoutingPipelineTest {
    private static final Targets TARGETS =
            new Targets(0.8, Usd.of("0.05"), Duration.ofSeconds(30), WhenInfeasible.BEST_GAIN);
    private static final Answer ANSWER = new Answer("42", "stop", "one", Usage.of(5, 1), Optional.empty());
    private static final Ending ANSWERED = new Ending.Answered(ANSWER, List.of(), List.of(), Usd.of("0.001"));

    private final List<String> steps = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private final Log log = new Log();
    private Verdict verdict = OneModel.chosen(Usd.ZERO, TARGETS, 1);
    private Ending ending = ANSWERED;

    private RoutingPipeline pipeline() {
        return new RoutingPipeline(
                new Look(
                        new FeatureExtractor(),
                        () -> Instant.EPOCH,
                        () -> 7,
                        took -> steps.add("took " + took.toNanos() + " ns")),
                Recalls.none(() -> 7),
                new Admission(
                        (_, _, _, _, _) -> {
                            steps.add("decide");
                            return verdict;
                        },
                        Accounts.unlimited(),
                        Pacers.none(),
                        SimulatedDecision.noCaches(() -> 7)),
                (order, _) -> {
                    steps.add("run " + order.plan().notation() + " on " + order.prompt() + " for "
                            + order.ledger().cap() + " in "
                            + order.deadline().left().toSeconds() + " s");
                    return ending;
                },
                new Recorder(log, OneModel.CATALOGUE),
                new Announcement(
                        List.of(
                                (_, _) -> {
                                    throw new IllegalStateException("6 x 7?");
                                },
                                new Afterwards() {
                                    @Override
                                    public void finished(RoutedRequest request, RoutedAnswer.Finished finished) {
                                        steps.add("tell " + finished.row().id());
                                    }

                                    @Override
                                    public void refused(RoutedRequest request) {
                                        steps.add("tell that " + request.id() + " is refused");
                                    }
                                }),
                        logged::add));
    }

    @Test
    void aRequestIsDecidedRunRecordedAndThenTold() {
        RoutedAnswer answer = pipeline().handle(request(), AnswerStream.NONE);

        assertThat(steps)
                .containsExactly(
                        "decide",
                        "took 0 ns",
                        "run single(sim/one) on 77 tokens for $0.05 in 30 s",
                        "append",
                        "tell r-1");
        assertThat(answer).isInstanceOfSatisfying(RoutedAnswer.Finished.class, finished -> {
            assertThat(finished.ending()).isSameAs(ANSWERED);
            assertThat(finished.row().key()).isEqualTo(new KeyId("team-a"));
            assertThat(finished.row().origin()).isEqualTo(Origin.SIMULATED);
            assertThat(finished.row().catalogueVersion()).isEqualTo("v1");
            assertThat(finished.row().sketch()).isPresent();
        });
    }

    @Test
    void aListenerThatThrowsIsLoggedWithoutItsMessageWhichMayHoldThePrompt() {
        pipeline().handle(request(), AnswerStream.NONE);

        assertThat(logged)
                .singleElement()
                .asString()
                .contains("r-1", "java.lang.IllegalStateException", "RoutingPipelineTest")
                .doesNotContain("6 x 7?");
    }

    @Test
    void aRowThatIsNotOnDiskIsNoAnswerAndNobodyIsTold() {
        log.full = true;

        assertThatThrownBy(() -> pipeline().handle(request(), AnswerStream.NONE))
                .isInstanceOf(OutcomeLogUnavailable.class);
        assertThat(steps).doesNotContain("tell r-1");
    }

    @Test
    void failedAndCancelledRunsAreRecordedUnderTheirOwnEndings() {
        ending = new Ending.Failed(FailureKind.UPSTREAM, "sim/one: timeout", false, List.of(), Usd.ZERO);
        pipeline().handle(request(), AnswerStream.NONE);
        ending = new Ending.Cancelled(List.of(), Usd.of("0.002"));
        pipeline().handle(request(), AnswerStream.NONE);

        assertThat(log.rows).extracting(OutcomeRow::ending).containsExactly(EndingKind.FAILED, EndingKind.CANCELLED);
        assertThat(log.rows.getLast().cost()).isEqualTo(Usd.of("0.002"));
        assertThat(log.rows).allMatch(row -> row.sketch().isEmpty());
    }

    @Test
    void whatMayNotRunIsRefusedAndNothingIsRecorded() {
        verdict = new Verdict.Infeasible(
                Verdict.Reason.COST, "too dear", new Receipt(TARGETS, List.of(), "rule", "none", -1));

        assertThat(pipeline().handle(request(), AnswerStream.NONE)).isInstanceOf(RoutedAnswer.Refused.class);
        assertThat(steps).containsExactly("decide", "took 0 ns", "tell that r-1 is refused");
    }

    @Test
    void aDryRunOnlyDecides() {
        assertThat(pipeline().dryRun(request())).isSameAs(verdict);
        assertThat(steps).containsExactly("decide", "took 0 ns");
    }

    private static RoutedRequest request() {
        Message message = new Message(Role.USER, "6 x 7?", JsonNodeFactory.instance.objectNode());
        ChatRequest chat = new ChatRequest(
                List.of(message),
                OptionalLong.empty(),
                1,
                false,
                false,
                Set.of(),
                JsonNodeFactory.instance.objectNode());
        return new RoutedRequest(
                new RequestId("r-1"),
                new Caller(new KeyId("team-a"), Set.of(Scope.CHAT)),
                chat,
                RoutingOptions.of(new Selector.Model(OneModel.ID)),
                new CancelSignal());
    }

    /** A log that remembers rows, or is full; whatever else it is asked fails the test. */
    private final class Log implements OutcomeLog {
        private final List<OutcomeRow> rows = new ArrayList<>();
        private boolean full;

        @Override
        public void append(OutcomeRow row) {
            if (full) {
                throw new OutcomeLogUnavailable("disk full", new IllegalStateException());
            }
            steps.add("append");
            rows.add(row);
        }

        @Override
        public int importRows(List<LabelledRow> imported) {
            throw new AssertionError("unscripted");
        }

        @Override
        public void label(Label label) {
            throw new AssertionError("unscripted");
        }

        @Override
        public Optional<LabelledRow> find(RequestId id) {
            throw new AssertionError("unscripted");
        }

        @Override
        public List<LabelledRow> page(OutcomeQuery query) {
            throw new AssertionError("unscripted");
        }

        @Override
        public long scan(OutcomeQuery query, Consumer<LabelledRow> visitor) {
            throw new AssertionError("unscripted");
        }

        @Override
        public long count() {
            return rows.size();
        }

        @Override
        public void requireWritable() {}
    }
}
