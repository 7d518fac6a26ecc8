package dev.tutti.serving.simulation;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usd;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of the requests that asked for one thing in one hour. */
final class Tally {
    /** When a request came. */
    enum When {
        BEFORE,
        WHILE_IT_LASTED,
        AFTER
    }

    final Answers all = new Answers();
    final Map<When, Answers> when = new EnumMap<>(When.class);
    final Map<String, Integer> plans = new TreeMap<>();
    final Map<String, Integer> cuts = new TreeMap<>();
    final Map<String, Integer> failures = new TreeMap<>();
    int calls;
    int attempts;
    int repetitions;
    int hedges;
    int proposals;
    Usd cost = Usd.ZERO;

    Tally() {
        for (When one : When.values()) {
            when.put(one, new Answers());
        }
    }

    void add(RoutedAnswer routed, int number, When came) {
        switch (routed) {
            case RoutedAnswer.Refused refusal ->
                noAnswer("refused, " + refusal.verdict().reason(), came);
            case RoutedAnswer.Finished finished -> {
                plans.merge(finished.row().plan().notation(), 1, Integer::sum);
                finished.ending().calls().forEach(this::called);
                cost = cost.plus(finished.ending().cost());
                ended(finished, number, came);
            }
        }
    }

    private void called(CallRecord call) {
        calls++;
        attempts += call.attempts();
        repetitions += Math.max(0, call.attempts() - 1);
        proposals += call.role() == CallRole.PROPOSER ? 1 : 0;
        hedges += call.role() == CallRole.HEDGE ? 1 : 0;
    }

    private void ended(RoutedAnswer.Finished finished, int number, When came) {
        Optional<Answer> answer = answer(finished.ending(), came);
        if (answer.isPresent()) {
            boolean right = answer.get().text().equals(Integer.toString(Providers.right(number)));
            all.one(right, finished.row().latency());
            when.get(came).one(right, finished.row().latency());
        }
    }

    private Optional<Answer> answer(Ending ending, When came) {
        return switch (ending) {
            case Ending.Answered whole -> Optional.of(whole.answer());
            case Ending.Degraded less -> {
                cuts.merge(Cuts.kind(less.what()), 1, Integer::sum);
                yield Optional.of(less.answer());
            }
            case Ending.Failed failed -> {
                noAnswer("failed, " + failed.kind(), came);
                yield Optional.empty();
            }
            case Ending.Cancelled _ -> throw new AssertionError("nobody left");
        };
    }

    private void noAnswer(String why, When came) {
        failures.merge(why, 1, Integer::sum);
        all.none();
        when.get(came).none();
    }
}
