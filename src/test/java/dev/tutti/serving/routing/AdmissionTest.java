package dev.tutti.serving.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.memory.outcome.HeapOutcomeLog;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.tenancy.Accounts;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.KeyTerms;
import dev.tutti.memory.tenancy.Paced;
import dev.tutti.memory.tenancy.Pacers;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.Pacer;
import dev.tutti.sense.budget.Period;
import dev.tutti.sense.budget.Standing;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.decision.SimulatedDecision;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.Ending;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How a key's budget, here a dollar a day, pays for requests. */
final class AdmissionTest {
    private static final KeyId KEY = new KeyId("team-a");
    private static final Instant EVE = Instant.parse("2026-11-30T23:59:59.999999999Z");
    private static final Targets TARGETS =
            new Targets(0.8, Usd.of("0.05"), Duration.ofSeconds(30), WhenInfeasible.BEST_GAIN);

    private static final List<Limit> BUDGETS = List.of(new Limit(Period.DAY, Usd.of("1")));

    private final Accounts accounts = new Accounts(Map.of(KEY, BUDGETS), (_, _, _) -> Usd.ZERO);
    private final HeapOutcomeLog log = new HeapOutcomeLog();
    /** What the router was told each time. */
    private final List<Usd> lefts = new ArrayList<>();

    private final List<OptionalDouble> gains = new ArrayList<>();
    private Pacers pacers = Pacers.none();

    private Instant now = EVE;
    private long nanos;
    private Function<Usd, Verdict> router = _ -> OneModel.chosen(Usd.of("0.01"), TARGETS, 1);
    private Function<Ledger, Ending> run = _ -> ending("0");

    @Test
    void aRunMaySpendWhatIsHeldAndTheRestIsFreeAgain() {
        run = ledger -> {
            assertThat(ledger.cap()).isBetween(Usd.of("0.01"), Usd.of("0.05"));
            assertThat(standing(now).reserved()).isEqualTo(ledger.cap());
            return spend(ledger, "0.003");
        };

        handle();

        assertThat(standing(now).spent()).isEqualTo(Usd.of("0.003"));
        assertThat(standing(now).reserved()).isEqualTo(Usd.ZERO);
        assertThat(lefts).containsExactly(Usd.of("1"));
    }

    @Test
    void aRunOverMidnightIsPaidByTheDayOnWhichItsRequestCameInAndItsRowSaysWhich() {
        run = ledger -> {
            now = now.plusSeconds(2);
            nanos += 2_000_000_000L;
            return spend(ledger, "0.003");
        };

        handle();

        assertThat(standing(EVE).spent()).isEqualTo(Usd.of("0.003"));
        assertThat(standing(now).spent()).isEqualTo(Usd.ZERO);
        OutcomeRow row = log.find(new RequestId("r-1")).orElseThrow().row();
        assertThat(row.at()).isEqualTo(now);
        assertThat(row.came()).isEqualTo(EVE);
    }

    @Test
    void aRunThatBreaksPaysWhatItsCallsCostAndLeavesNothingHeld() {
        run = ledger -> {
            spend(ledger, "0.002");
            throw new IllegalStateException("broken");
        };

        assertThatThrownBy(this::handle).hasMessage("broken");

        assertThat(standing(now).spent()).isEqualTo(Usd.of("0.002"));
        assertThat(standing(now).reserved()).isEqualTo(Usd.ZERO);
    }

    @Test
    void whoeverFindsTheMoneyGoneDecidesAgainOnWhatIsLeft() {
        router = _ -> {
            if (lefts.size() == 1) {
                othersTakeAllBut("0.02");
                return OneModel.chosen(Usd.of("0.04"), TARGETS, 1);
            }
            return OneModel.chosen(Usd.of("0.01"), TARGETS, 1);
        };

        assertThat(handle()).isInstanceOf(RoutedAnswer.Finished.class);
        assertThat(lefts).containsExactly(Usd.of("1"), Usd.of("0.02"));
    }

    @Test
    void whoeverIsAlwaysTooLateIsRefusedInTheEndAndToldHowTheBudgetStands() {
        router = _ -> {
            if (lefts.size() == 1) {
                othersTakeAllBut("0.02");
            }
            return OneModel.chosen(Usd.of("0.04"), TARGETS, 1);
        };

        Verdict.Infeasible refused = refused();

        assertThat(lefts).hasSize(3);
        assertThat(refused.reason()).isEqualTo(Verdict.Reason.KEY_BUDGET);
        assertThat(refused.message())
                .isEqualTo(
                        "the key team-a has $0.02 left of its daily budget of $1: $0 are spent and $0.98 reserved for"
                                + " requests on their way. The plan that reserves least, single(sim/one), must reserve $0.04 to"
                                + " run whole; the next budget begins at 2026-12-01T00:00:00Z");
    }

    @Test
    void onlyWhereTheKeyHasTooLittleLeftItIsBlamed() {
        router = _ -> infeasible(Verdict.Reason.COST, TARGETS.within(Usd.ZERO));
        assertThat(refused().reason()).isEqualTo(Verdict.Reason.KEY_BUDGET);

        router = _ -> infeasible(Verdict.Reason.NO_MODEL, TARGETS.within(Usd.ZERO));
        assertThat(refused().reason()).isEqualTo(Verdict.Reason.NO_MODEL);

        router = _ -> infeasible(Verdict.Reason.COST, TARGETS);
        assertThat(refused().reason()).isEqualTo(Verdict.Reason.COST);
    }

    @Test
    void whatCostsNothingRunsForASpentKeyToo() {
        othersTakeAllBut("0");
        router = left -> OneModel.chosen(Usd.of("0"), TARGETS.within(left), 1);
        run = ledger -> {
            assertThat(ledger.cap()).isEqualTo(Usd.ZERO);
            return ending("0");
        };

        assertThat(handle()).isInstanceOf(RoutedAnswer.Finished.class);
    }

    /** A provider charged more than its call was allowed, or the limit was lowered between two starts. */
    @Test
    void whatCostsNothingRunsForAKeyThatHasSpentMoreThanItsBudgetToo() {
        accounts.of(KEY).hold(Usd.of("0.5"), Usd.of("0.5"), now).orElseThrow().settle(Usd.of("1.5"));
        router = left -> OneModel.chosen(Usd.of("0"), TARGETS.within(left), 1);

        assertThat(handle()).isInstanceOf(RoutedAnswer.Finished.class);
        assertThat(standing(now).spent()).isEqualTo(Usd.of("1.5"));
    }

    @Test
    void aDryRunHoldsNothing() {
        pipeline().dryRun(request());

        assertThat(standing(now).reserved()).isEqualTo(Usd.ZERO);
        assertThat(lefts).containsExactly(Usd.of("1"));
    }

    @Test
    void aPacedKeysPriceIsToldAndMovedByWhatItsRequestsCostAndTheRowSaysHowItStood() {
        pacers = Paced.key(KEY, Usd.of("0.002"), 5);
        Pacer pacer = pacers.of(KEY).orElseThrow();
        double first = pacer.gainPerUsd();
        run = ledger -> {
            assertThat(pacer.pace().ahead())
                    .as("forecast to cost nothing, on its way")
                    .isEqualTo(1);
            return spend(ledger, "0.008");
        };

        handle();
        pipeline().dryRun(request());

        assertThat(pacer.pace().ahead()).isEqualTo(-3);
        assertThat(pacer.savedUsd()).isEqualTo(-0.006);
        assertThat(gains).containsExactly(OptionalDouble.of(first), OptionalDouble.of(pacer.gainPerUsd()));
        OutcomeRow row = log.find(new RequestId("r-1")).orElseThrow().row();
        assertThat(row.receipt().pace()).contains(pacer.pace());
    }

    @Test
    void whoIsRefusedOrBreaksMovesItsKeysPriceByWhatItSpentAlone() {
        pacers = Paced.key(KEY, Usd.of("0.002"), 5);
        Pacer pacer = pacers.of(KEY).orElseThrow();
        router = _ -> infeasible(Verdict.Reason.NO_MODEL, TARGETS);
        refused();
        assertThat(pacer.pace().ahead()).isZero();

        router = _ -> OneModel.chosen(Usd.of("0.01"), TARGETS, 1);
        run = ledger -> {
            spend(ledger, "0.002");
            throw new IllegalStateException("broken");
        };
        assertThatThrownBy(this::handle).hasMessage("broken");

        assertThat(pacer.pace().ahead()).isZero();
        assertThat(gains.getFirst()).isPresent();
    }

    private void othersTakeAllBut(String left) {
        Usd most = standing(now).left().minus(Usd.of(left));
        assertThat(accounts.of(KEY).hold(most, most, now)).isPresent();
    }

    private Standing standing(Instant moment) {
        return accounts.of(KEY).scarcest(moment).orElseThrow();
    }

    private Verdict.Infeasible refused() {
        return ((RoutedAnswer.Refused) handle()).verdict();
    }

    private RoutedAnswer handle() {
        return pipeline().handle(request(), AnswerStream.NONE);
    }

    private RoutingPipeline pipeline() {
        Admission admission = new Admission(
                (_, _, _, _, means) -> {
                    Usd left = means.left().orElseThrow();
                    lefts.add(left);
                    gains.add(means.gainPerUsd());
                    return router.apply(left);
                },
                accounts,
                pacers,
                SimulatedDecision.noCaches(() -> nanos));
        return new RoutingPipeline(
                new Look(new FeatureExtractor(), () -> now, () -> nanos, _ -> {}),
                Recalls.none(() -> nanos),
                admission,
                (order, _) -> run.apply(order.ledger()),
                new Recorder(log, OneModel.CATALOGUE),
                new Announcement(List.of(), line -> {
                    throw new AssertionError(line);
                }));
    }

    private static Ending spend(Ledger ledger, String dollars) {
        ledger.reserve(Usd.of(dollars)).orElseThrow().settleUnknown();
        return ending(dollars);
    }

    private static Ending ending(String dollars) {
        Answer answer = new Answer("42", "stop", "one", Usage.of(5, 1), Optional.empty());
        return new Ending.Answered(answer, List.of(), List.of(), Usd.of(dollars));
    }

    private static Verdict infeasible(Verdict.Reason reason, Targets targets) {
        return new Verdict.Infeasible(reason, "nothing fits", new Receipt(targets, List.of(), "rule", "none", -1));
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
                new Caller(KEY, Set.of(Scope.CHAT), KeyTerms.of(BUDGETS)),
                chat,
                RoutingOptions.of(new Selector.Model(OneModel.ID)),
                new CancelSignal());
    }
}
