package dev.tutti.learning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.learning.training.LoggedWorld;
import dev.tutti.learning.training.MemoryLog;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.FailureKind;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AuditorTest {
    private static final Usd COST = Usd.of("0.00001");

    private final ConcurrentLinkedQueue<RunOrder> asked = new ConcurrentLinkedQueue<>();
    private final MemoryLog log = new MemoryLog();
    private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
    private final AuditQueue queue = new AuditQueue(new AuditQueue.Room(1, 100, 1_000_000), logged::add, () -> {});

    private Ending ending = new Ending.Failed(FailureKind.UPSTREAM, "down", false, List.of(), COST);
    private Verifiers verifiers = Verifiers.NONE;
    private boolean unlabelled = true;

    private String breaking = "none";

    /** Answered by c/strong alone. */
    private final OutcomeRow answered = LoggedWorld.rows(1).getFirst().row();

    @Test
    void everyOtherModelOfTheSameOriginRunsAndBecomesARowOfThatPrompt() throws InterruptedException {
        auditor(1, "1").finished(request(ModelFilter.ALL), finished(answered));
        settle();

        List<OutcomeRow> rows = rows();
        assertThat(rows)
                .extracting(OutcomeRow::plan)
                .containsExactly(new Single(new ModelId("a/cheap")), new Single(new ModelId("b/second")));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.auditOf()).hasValue(answered.id());
            assertThat(row.promptHash()).isEqualTo(answered.promptHash());
            assertThat(row.propensity()).isEqualTo(1);
            assertThat(row.receipt().policy()).isEqualTo("audit");
            assertThat(row.ending()).isEqualTo(EndingKind.FAILED);
            assertThat(row.cost()).isEqualTo(COST);
        });
    }

    @Test
    void whoseVoiceDecidedIsToldByTheNextCallWhenTheFirstBreaks() throws InterruptedException {
        OutcomeRow panel = DecidedRows.live(DecidedRows.panel("r", LoggedWorld.NOW, "13", "13", "13", "42", "42"));
        breaking = "a/cheap";

        auditor(1, "1").finished(request(ModelFilter.ALL), finished(panel));
        settle();

        assertThat(rows()).extracting(OutcomeRow::plan).doesNotContain(new Single(new ModelId("a/cheap")));
        assertThat(rows())
                .filteredOn(row -> !row.influence().isEmpty())
                .singleElement()
                .extracting(OutcomeRow::influence)
                .isEqualTo(AuditedInfluence.of(panel));
    }

    @Test
    void aModelThatTheCallerDeniesNeverSeesThePrompt() throws InterruptedException {
        auditor(1, "1").finished(request(new ModelFilter(List.of(), List.of("a/*"))), finished(answered));
        settle();

        assertThat(asked).extracting(RunOrder::plan).containsExactly(new Single(new ModelId("b/second")));
        assertThat(asked)
                .as("so that the verifier of the task sees the answer")
                .extracting(order -> order.briefing().task())
                .containsExactly(Optional.of("sums"));
    }

    @Test
    void anAuditThatTheDaysMoneyDoesNotCoverWholeDoesNotStart() throws InterruptedException {
        auditor(1, "0.000001").finished(request(ModelFilter.ALL), finished(answered));
        settle();

        assertThat(asked).isEmpty();
    }

    @Test
    void anAnswerThatAVerifierSawHasALabelThatProvesSomethingAndSoHasTheAuditedOne() throws InterruptedException {
        verifiers = Verifying.by("sums", "^42$");
        unlabelled = false;
        ending = said("41");
        log.append(answered);

        auditor(1, "1").finished(request(ModelFilter.ALL), new RoutedAnswer.Finished(answered, said("42"), null));
        settle();

        List<LabelledRow> rows = log.page(OutcomeQuery.all(100));
        assertThat(rows)
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.labels()).singleElement().satisfies(label -> {
                    assertThat(label.source()).isEqualTo(LabelSource.VERIFIER);
                    assertThat(label.randomlySampled()).isTrue();
                    assertThat(label.score()).isEqualTo(row.row().auditOf().isPresent() ? 0 : 1);
                }));
    }

    @Test
    void whereNothingCanScoreTheAnswersLiveModelsAreNotPaid() throws InterruptedException {
        verifiers = Verifying.by("other", "^42$");
        unlabelled = false;

        auditor(1, "1").finished(request(ModelFilter.ALL), finished(answered));
        settle();

        assertThat(asked).isEmpty();
    }

    @Test
    void whoExpectsAuditsThatThereWillNotBeIsToldHowToSwitchThemOn() {
        assertThat(warning(new Settings(0.02, BigDecimal.ONE, false)))
                .hasValueSatisfying(
                        line -> assertThat(line).contains("tutti.verifiers.TASK.regex", "tutti.audit.unlabelled=true"));
        assertThat(warning(new Settings(0.02, BigDecimal.ONE, true))).isEmpty();
        assertThat(warning(new Settings(0, BigDecimal.ONE, false))).isEmpty();
        verifiers = Verifying.by("sums", "42");
        assertThat(warning(new Settings(0.02, BigDecimal.ONE, false))).isEmpty();
    }

    private Optional<String> warning(AuditSettings settings) {
        AuditLabels labels = new AuditLabels(verifiers, log, () -> LoggedWorld.NOW);
        return AuditPurpose.warning(labels, JudgedScene.off(), settings, LoggedWorld.catalogue());
    }

    private static Ending said(String text) {
        Answer answer = new Answer(text, "stop", "served", Usage.of(1, 1), Optional.empty());
        return new Ending.Answered(answer, List.of(), List.of(), COST);
    }

    @Test
    void withoutMoneyAuditsAreOffAndNothingBreaks() throws InterruptedException {
        auditor(1, "0").finished(request(ModelFilter.ALL), finished(answered));
        settle();

        assertThat(asked).isEmpty();
        assertThat(logged).isEmpty();
    }

    @Test
    void theShareOfDrawnRequestsIsTheRate() {
        long drawn = 0;
        for (int i = 0; i < 20_000; i++) {
            drawn += Auditor.drawn(new RequestId("request-" + i), 0.02) ? 1 : 0;
        }

        // Five standard deviations of a binomial of 20,000 x 0.02.
        assertThat(drawn).isBetween(301L, 499L);
    }

    @Test
    void workThatBreaksIsLoggedWithoutItsMessageAndTheNextRuns() throws InterruptedException {
        queue.submit(1, load -> {
            throw new IllegalStateException("hello");
        });
        settle();

        assertThat(logged)
                .singleElement()
                .asString()
                .contains("java.lang.IllegalStateException", "AuditorTest")
                .doesNotContain("hello");
    }

    /** One worker, first in first out: when this runs, an audit has put its calls behind it; the second comes after them. */
    private void settle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        queue.submit(1, load -> load.submit(done::countDown));
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private List<OutcomeRow> rows() {
        return log.page(OutcomeQuery.all(100)).stream().map(LabelledRow::row).toList();
    }

    private Auditor auditor(double rate, String usdPerDay) {
        Settings settings = new Settings(rate, new BigDecimal(usdPerDay), unlabelled);
        return new Auditor(
                (order, stream) -> {
                    asked.add(order);
                    if (order.plan().equals(new Single(new ModelId(breaking)))) {
                        throw new IllegalStateException("broken");
                    }
                    order.ledger().reserve(COST).orElseThrow().settle(COST);
                    return ending;
                },
                log,
                LoggedWorld.catalogue(),
                settings,
                new Auditor.Witnesses(
                        row -> {}, new AuditLabels(verifiers, log, () -> LoggedWorld.NOW), JudgedScene.off()),
                new Auditor.Clocks(() -> LoggedWorld.NOW, () -> 0),
                new Auditor.Room(
                        AuditBudget.ofAudits(Usd.of(settings.maxUsdPerDay()), () -> LoggedWorld.NOW, log), queue));
    }

    private RoutedRequest request(ModelFilter models) {
        RoutingOptions auto = RoutingOptions.of(new Selector.Auto());
        RoutingOptions options = new RoutingOptions(
                auto.selector(),
                auto.qualityTarget(),
                auto.maxCost(),
                auto.maxLatency(),
                Optional.of("sums"),
                auto.strategies(),
                models,
                auto.whenInfeasible(),
                auto.explore(),
                auto.explain(),
                auto.session());
        Message message = new Message(Role.USER, "hello", JsonNodeFactory.instance.objectNode());
        ChatRequest chat = new ChatRequest(
                List.of(message),
                OptionalLong.of(20),
                1,
                false,
                false,
                Set.of(),
                JsonNodeFactory.instance.objectNode());
        return new RoutedRequest(
                answered.id(), new Caller(KeyId.ANONYMOUS, Set.of()), chat, options, new CancelSignal());
    }

    private static RoutedAnswer.Finished finished(OutcomeRow row) {
        Ending ending = new Ending.Failed(FailureKind.UPSTREAM, "not looked at", false, List.of(), Usd.ZERO);
        return new RoutedAnswer.Finished(row, ending, null);
    }

    record Settings(double rate, BigDecimal maxUsdPerDay, boolean unlabelled) implements AuditSettings {
        @Override
        public int maxModels() {
            return 12;
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public int backlog() {
            return 100;
        }

        @Override
        public MemorySize backlogMemory() {
            return new MemorySize(BigInteger.valueOf(1_000_000));
        }

        @Override
        public Duration maxLatency() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Duration drain() {
            return Duration.ofSeconds(1);
        }
    }
}
