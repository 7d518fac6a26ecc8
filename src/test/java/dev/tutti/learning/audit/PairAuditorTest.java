package dev.tutti.learning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.learning.training.LoggedWorld;
import dev.tutti.learning.training.MemoryLog;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Both plans of one request: when the second one runs, what it may cost and what the log then says. */
final class PairAuditorTest {
    private static final Usd COST = Usd.of("0.001");
    private static final ModelId RIVAL = new ModelId("a/cheap");
    private static final Arm DIFFER = new Arm(false, "new", 0, 0, false);

    private final ConcurrentLinkedQueue<RunOrder> asked = new ConcurrentLinkedQueue<>();
    private final MemoryLog log = new MemoryLog();
    private final AuditQueue queue = new AuditQueue(new AuditQueue.Room(1, 100, 1_000_000), line -> {}, () -> {});
    private final OutcomeRow served =
            Rows.decidedBy(LoggedWorld.rows(1).getFirst().row(), "old", DIFFER);

    private record Pairs(double rate, BigDecimal maxUsdPerDay) implements PairSettings {}

    private PairAuditor auditor(double rate, String usd) {
        AuditLabels labels = new AuditLabels(Verifying.by("sums", "^42$"), log, () -> LoggedWorld.NOW);
        return new PairAuditor(
                (order, stream) -> {
                    asked.add(order);
                    order.ledger().reserve(COST).orElseThrow().settle(COST);
                    return said("41");
                },
                log,
                LoggedWorld.catalogue(),
                new PairAuditor.Limits(
                        new Pairs(rate, new BigDecimal(usd)), new AuditorTest.Settings(0, BigDecimal.ONE, false)),
                labels,
                new Auditor.Clocks(() -> LoggedWorld.NOW, () -> 0),
                queue);
    }

    private static Ending said(String text) {
        Answer answer = new Answer(text, "stop", "served", Usage.of(1, 1), Optional.empty());
        return new Ending.Answered(answer, List.of(), List.of(), COST);
    }

    private RoutedRequest request() {
        RoutingOptions auto = RoutingOptions.of(new Selector.Auto());
        RoutingOptions options = new RoutingOptions(
                auto.selector(),
                auto.qualityTarget(),
                auto.maxCost(),
                auto.maxLatency(),
                Optional.of("sums"),
                auto.strategies(),
                auto.models(),
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
        return new RoutedRequest(served.id(), new Caller(KeyId.ANONYMOUS, Set.of()), chat, options, new CancelSignal());
    }

    private Decision decision(Plan plan, String version, boolean explored, Optional<Decision> rival, Arm arm) {
        Tokens some = new Tokens(10);
        CallForecast call = new CallForecast(
                Price.perMillion("1", "2"), some, some, some, some, Duration.ofMillis(1), Duration.ofMillis(2));
        Candidate chosen = new Candidate(
                plan,
                new Prediction(0.8, 0.7, 0.9, QualityBasis.MEASURED),
                new PlanForecast(COST, COST.times(2), COST.times(3), Duration.ofSeconds(1), Duration.ofSeconds(2)),
                Optional.empty(),
                1);
        Receipt receipt = new Receipt(served.receipt().targets(), List.of(chosen), "learned", version, 0).with(arm);
        return new Decision(
                chosen,
                1,
                explored,
                receipt,
                List.of(),
                Map.of(plan.models().iterator().next(), call),
                new Tokens(7),
                Optional.empty(),
                rival);
    }

    private RoutedAnswer.Finished finished(boolean explored, Arm arm) {
        Decision rival = decision(new Single(RIVAL), "new", false, Optional.empty(), arm);
        Decision own = decision(served.plan(), "old", explored, Optional.of(rival), arm);
        return new RoutedAnswer.Finished(served, said("42"), new Verdict.Chosen(own));
    }

    private void settle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        queue.submit(1, load -> done.countDown());
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whereTwoRoutersDifferBothAnswersAreHadAndLabelledAndTheRowSaysThatItIsOneOfAPair()
            throws InterruptedException {
        log.append(served);

        auditor(1, "1").finished(request(), finished(false, DIFFER));
        settle();

        assertThat(asked).extracting(RunOrder::plan).containsExactly(new Single(RIVAL));
        List<LabelledRow> rows = log.page(OutcomeQuery.all(100));
        assertThat(rows).hasSize(2);
        OutcomeRow pair = rows.getLast().row();
        assertThat(pair.auditOf()).hasValue(served.id());
        assertThat(pair.id().value()).isEqualTo(served.id().value() + "-pair");
        assertThat(pair.paired()).isTrue();
        assertThat(pair.paidByKey()).isFalse();
        assertThat(pair.receipt().routerVersion()).isEqualTo("new");
        assertThat(pair.receipt().arm().orElseThrow().challenger()).isTrue();
        assertThat(pair.propensity()).isEqualTo(1);
        assertThat(pair.cost()).isEqualTo(COST);
        assertThat(rows)
                .flatExtracting(LabelledRow::labels)
                .extracting(Label::score)
                .containsExactly(1.0, 0.0);
        assertThat(rows)
                .flatExtracting(LabelledRow::labels)
                .as("drawn among those that differ, so no fair sample of all")
                .noneMatch(Label::randomlySampled);
    }

    @Test
    void whereTheyDoNotDifferOrTheServedPlanWasExploredNothingRuns() throws InterruptedException {
        PairAuditor auditor = auditor(1, "1");

        auditor.finished(request(), finished(false, new Arm(false, "new", 0, 1, true)));
        auditor.finished(request(), finished(true, DIFFER));
        settle();

        assertThat(asked).isEmpty();
    }

    @Test
    void whatTheDaysMoneyDoesNotCoverDoesNotRunAndWhatWasSpentBeforeARestartCounts() throws InterruptedException {
        auditor(1, "0.0029").finished(request(), finished(false, DIFFER));
        settle();
        assertThat(asked).as("the worst case is three times the cost").isEmpty();

        auditor(1, "0.0035").finished(request(), finished(false, DIFFER));
        settle();
        assertThat(asked).hasSize(1);

        auditor(1, "0.0035").finished(request(), finished(false, DIFFER));
        settle();
        assertThat(asked).as("a program that starts anew reads the log").hasSize(1);
    }

    @Test
    void withARateOfZeroThereAreNone() throws InterruptedException {
        auditor(0, "1").finished(request(), finished(false, DIFFER));
        settle();

        assertThat(asked).isEmpty();
    }
}
