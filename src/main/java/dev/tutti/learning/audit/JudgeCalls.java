package dev.tutti.learning.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.Grade;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Single;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Asks judges, one call at a time; each call, whatever its ending, becomes a row of its own in the log. */
final class JudgeCalls {
    private final PlanExecutor executor;
    private final OutcomeLog log;
    private final Catalogue catalogue;
    private final Duration longest;
    private final InstantSource time;
    private final MonotonicClock clock;
    private final CancelSignal shutdown = new CancelSignal();

    JudgeCalls(
            PlanExecutor executor, OutcomeLog log, Catalogue catalogue, AuditSettings settings, Auditor.Clocks clocks) {
        this.executor = executor;
        this.log = log;
        this.catalogue = catalogue;
        this.longest = settings.maxLatency();
        this.time = clocks.time();
        this.clock = clocks.monotonic();
    }

    /** Who is asked, in which call of the judgement, counted from 0. */
    record Seat(int number, CatalogueModel judge) {}

    /** One call to make. {@code subject}: whose row it belongs to; {@code answers} as the question shows them. */
    record Call(OutcomeRow subject, Seat seat, Question question, List<JudgedAnswer> answers, ChatRequest chat) {
        static Call of(OutcomeRow subject, Seat seat, Question question, List<JudgedAnswer> answers, int maxTokens) {
            ChatRequest plain = ChatRequest.asking(question.text());
            ObjectNode body = plain.body();
            if (!seat.judge().abilities().contains(Ability.FIXED_SAMPLING)) {
                body.put("temperature", 0);
            }
            ChatRequest chat =
                    new ChatRequest(plain.messages(), OptionalLong.of(maxTokens), 1, false, false, plain.needs(), body);
            return new Call(subject, seat, question, List.copyOf(answers), chat);
        }

        CatalogueModel judge() {
            return seat.judge();
        }

        RequestId id() {
            return AuditIds.ofJudge(subject.id(), seat.number());
        }

        CallForecast forecast() {
            return AuditForecast.of(judge(), chat);
        }
    }

    /** What came of a call: whether there is a reply, the grades in it, where it is a verdict, and what it cost. */
    record Reply(boolean given, Optional<List<Double>> grades, Usd cost) {}

    /** Blocks until the call has ended and its row is on disk; settles the money. */
    Reply ask(Call call, Ledger.Reservation money) {
        Ledger ledger = new Ledger(money.amount());
        try {
            long started = clock.nanos();
            Ending ending = executor.run(order(call, ledger), AnswerStream.NONE);
            Duration took = Duration.ofNanos(Math.max(0, clock.nanos() - started));
            Optional<List<Double>> grades =
                    ending.said().map(Answer::text).flatMap(text -> JudgeVerdict.read(text, call.question()));
            log.append(row(call, ending, took).grading(grades(call, grades)));
            return new Reply(ending.said().isPresent(), grades, ending.cost());
        } finally {
            money.settle(ledger.spent());
        }
    }

    private static List<Grade> grades(Call call, Optional<List<Double>> said) {
        return said.map(scores -> IntStream.range(0, scores.size())
                        .mapToObj(i -> new Grade(call.answers().get(i).id(), scores.get(i)))
                        .toList())
                .orElse(List.of());
    }

    private RunOrder order(Call call, Ledger ledger) {
        CallForecast forecast = call.forecast();
        return new RunOrder(
                call.id(),
                call.chat(),
                new Single(call.judge().id()),
                ledger,
                Deadline.in(longest, clock),
                List.of(),
                _ -> forecast,
                shutdown,
                Optional.empty());
    }

    /** Without a sketch: a verdict is no answer that others could agree with. */
    private OutcomeRow row(Call call, Ending ending, Duration took) {
        OutcomeRow judged = call.subject();
        Receipt receipt = judged.receipt();
        return new OutcomeRow(
                call.id(),
                Optional.of(judged.id()),
                time.instant(),
                judged.key(),
                Optional.empty(),
                judged.promptHash(),
                judged.features(),
                new Receipt(receipt.targets(), List.of(), Grade.POLICY, receipt.routerVersion(), receipt.cluster()),
                new Single(call.judge().id()),
                1,
                true,
                call.judge().origin(),
                ending.calls(),
                Optional.empty(),
                AuditRow.kind(ending),
                AuditRow.degraded(ending),
                ending.cost(),
                took,
                catalogue.version());
    }

    void cancel() {
        shutdown.cancel();
    }
}
