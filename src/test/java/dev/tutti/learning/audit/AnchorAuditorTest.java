package dev.tutti.learning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.learning.training.LoggedWorld;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A newcomer beside the plan that serves: when it is asked, what it may cost and what the log then says. */
final class AnchorAuditorTest {
    private static final Usd COST = Usd.of("0.00001");

    private final NewcomerScene scene = new NewcomerScene();
    private final ConcurrentLinkedQueue<RunOrder> asked = new ConcurrentLinkedQueue<>();
    private final AuditQueue queue = new AuditQueue(new AuditQueue.Room(1, 100, 1_000_000), line -> {}, () -> {});
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** Answered by c/strong alone. */
    private final OutcomeRow served = LoggedWorld.rows(1).getFirst().row();

    private NewcomerWatch watch;
    private Verifiers verifiers = Verifying.by("sums", "^42$");

    private AnchorAuditor auditor(String usd, double auditRate) {
        watch = scene.watch();
        watch.look();
        AuditLabels labels = new AuditLabels(verifiers, scene.log, () -> LoggedWorld.NOW);
        return new AnchorAuditor(
                (order, stream) -> {
                    asked.add(order);
                    order.ledger().reserve(COST).orElseThrow().settle(COST);
                    return said("41");
                },
                scene.log,
                LoggedWorld.catalogue(),
                new AnchorAuditor.Limits(
                        new NewcomerScene.Settings(3, 2, 2, new BigDecimal(usd)),
                        new AuditorTest.Settings(auditRate, BigDecimal.ONE, false)),
                new AnchorAuditor.Witnesses(watch, labels, JudgedScene.off(), new AnchorMeters(meters)),
                new Auditor.Clocks(() -> LoggedWorld.NOW, () -> 0),
                queue);
    }

    private static Ending said(String text) {
        Answer answer = new Answer(text, "stop", "served", Usage.of(1, 1), Optional.empty());
        return new Ending.Answered(answer, List.of(), List.of(), COST);
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
        return new RoutedRequest(served.id(), new Caller(KeyId.ANONYMOUS, Set.of()), chat, options, new CancelSignal());
    }

    private void finish(AnchorAuditor auditor, ModelFilter models) throws InterruptedException {
        auditor.finished(request(models), new RoutedAnswer.Finished(served, said("42"), null));
        CountDownLatch done = new CountDownLatch(1);
        queue.submit(1, load -> done.countDown());
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theNewcomerAnswersBesideWhatWasServedAndBothAreLabelledButProveNothing() throws InterruptedException {
        scene.log.append(served);

        finish(auditor("1", 0), ModelFilter.ALL);

        assertThat(asked).extracting(RunOrder::plan).containsExactly(new Single(NewcomerScene.NEW));
        List<LabelledRow> rows = scene.log.page(OutcomeQuery.all(100));
        assertThat(rows).hasSize(2);
        OutcomeRow anchor = rows.getLast().row();
        assertThat(anchor.anchor()).isTrue();
        assertThat(anchor.auditOf()).hasValue(served.id());
        assertThat(anchor.id().value()).isEqualTo(served.id().value() + "-anchor");
        assertThat(anchor.propensity()).isEqualTo(1);
        assertThat(anchor.paidByKey()).isFalse();
        assertThat(rows)
                .flatExtracting(LabelledRow::labels)
                .extracting(Label::score)
                .containsExactly(1.0, 0.0);
        assertThat(rows).flatExtracting(LabelledRow::labels).noneMatch(Label::randomlySampled);
        watch.look();
        assertThat(watch.standings().getFirst().labels()).isEqualTo(1);
        assertThat(meters.get("tutti.anchors")
                        .tag("result", "answered")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("tutti.anchors.cost.usd").counter().count()).isEqualTo(0.00001);
    }

    @Test
    void whoTheCallerDeniesIsNotAskedAndWhatAnAuditAsksIsNotAskedTwice() throws InterruptedException {
        finish(auditor("1", 0), new ModelFilter(List.of(), List.of("a/*")));
        finish(auditor("1", 1), ModelFilter.ALL);

        assertThat(asked).isEmpty();
    }

    @Test
    void whatTheDaysMoneyDoesNotCoverDoesNotRunAndCountsAsNoAnchor() throws InterruptedException {
        finish(auditor("0.000001", 0), ModelFilter.ALL);

        assertThat(asked).isEmpty();
        watch.look();
        assertThat(watch.standings().getFirst().anchors()).isZero();
        assertThat(meters.get("tutti.anchors")
                        .tag("result", "no_money")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whereOtherTasksHaveAVerifierNothingIsPaidForAnswersThatNobodyScores() throws InterruptedException {
        verifiers = Verifying.by("other", "^42$");
        finish(auditor("1", 0), ModelFilter.ALL);

        assertThat(asked).isEmpty();
    }

    @Test
    void whereNothingScoresAnythingTheAnswerIsKeptAsEvidenceOfAgreement() throws InterruptedException {
        verifiers = Verifiers.NONE;
        finish(auditor("1", 0), ModelFilter.ALL);

        assertThat(asked).hasSize(1);
        assertThat(scene.log.page(OutcomeQuery.all(9)))
                .singleElement()
                .satisfies(row -> assertThat(row.labels()).isEmpty());
    }
}
