package dev.tutti.learning.audit;

import dev.tutti.learning.audit.JudgeMeters.Result;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** One or two answers before two judges: the calls it takes, and what they come to. Of a pair each judge sees both orders. */
final class Judgement {
    /** So that 0.9 and 0.65 are 0.25 apart. */
    private static final double ROUNDING = 1e-9;

    private final List<JudgedAnswer> answers;
    private final List<CatalogueModel> judges;
    private final List<JudgeCalls.Call> calls;
    private final double distance;

    /** Makes the call in which that judge sees these answers in that order. */
    interface Asking {
        JudgeCalls.Call of(JudgeCalls.Seat seat, List<JudgedAnswer> shown);
    }

    /** {@code distance}: how far both opinions of an answer may lie apart. */
    Judgement(List<JudgedAnswer> answers, List<CatalogueModel> judges, double distance, Asking asking) {
        this.answers = List.copyOf(answers);
        this.judges = List.copyOf(judges);
        this.distance = distance;
        List<JudgeCalls.Call> all = new ArrayList<>();
        for (CatalogueModel judge : judges) {
            all.add(asking.of(new JudgeCalls.Seat(all.size(), judge), answers));
            if (answers.size() > 1) {
                all.add(asking.of(new JudgeCalls.Seat(all.size(), judge), answers.reversed()));
            }
        }
        this.calls = List.copyOf(all);
    }

    /** Of each answer its score, none where the judges are too far apart; or why there is nothing to say of any. */
    sealed interface Outcome {
        record Heard(List<OptionalDouble> scores) implements Outcome {}

        record Unheard(Result why) implements Outcome {}
    }

    Outcome by(JudgeCalls asked, AuditBudget budget, JudgeMeters meters) {
        return budget.reserve(worstCases())
                .map(money -> heard(asked, money, meters))
                .orElseGet(() -> new Outcome.Unheard(Result.NO_MONEY));
    }

    /** Whether the money for it is there now. */
    boolean affordable(AuditBudget budget) {
        Optional<List<Ledger.Reservation>> money = budget.reserve(worstCases());
        money.ifPresent(Judgement::free);
        return money.isPresent();
    }

    private List<Usd> worstCases() {
        return calls.stream().map(call -> AuditForecast.worst(call.forecast())).toList();
    }

    private static void free(List<Ledger.Reservation> money) {
        money.forEach(Ledger.Reservation::release);
    }

    /** The first call that brings no verdict is the last: without it there is no label. */
    private Outcome heard(JudgeCalls asked, List<Ledger.Reservation> money, JudgeMeters meters) {
        List<List<Double>> verdicts = new ArrayList<>();
        try {
            for (int i = 0; i < calls.size(); i++) {
                JudgeCalls.Reply reply = asked.ask(calls.get(i), money.get(i));
                meters.paid(reply.cost());
                if (reply.grades().isEmpty()) {
                    return new Outcome.Unheard(reply.given() ? Result.UNREADABLE : Result.FAILED);
                }
                verdicts.add(reply.grades().get());
            }
        } finally {
            // What was asked is settled; this frees the rest.
            free(money);
        }
        return new Outcome.Heard(scores(verdicts, meters));
    }

    private List<OptionalDouble> scores(List<List<Double>> verdicts, JudgeMeters meters) {
        int each = calls.size() / judges.size();
        List<Opinion> opinions = IntStream.range(0, judges.size())
                .mapToObj(judge -> opinion(verdicts.subList(judge * each, (judge + 1) * each)))
                .toList();
        opinions.stream().filter(Opinion::tied).forEach(_ -> meters.swayed());
        return IntStream.range(0, answers.size())
                .mapToObj(i -> score(
                        opinions.getFirst().grades().get(i),
                        opinions.getLast().grades().get(i)))
                .toList();
    }

    private static Opinion opinion(List<List<Double>> verdicts) {
        return verdicts.size() == 1
                ? Opinion.of(verdicts.getFirst())
                : Opinion.of(verdicts.getFirst(), verdicts.getLast().reversed());
    }

    private OptionalDouble score(double one, double other) {
        return Math.abs(one - other) <= distance + ROUNDING
                ? OptionalDouble.of((one + other) / 2)
                : OptionalDouble.empty();
    }
}
