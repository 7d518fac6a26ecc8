package dev.tutti.edge.http;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.EmbeddingRow;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.KeyRate;
import dev.tutti.memory.tenancy.RateKind;
import dev.tutti.memory.tenancy.Rates;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.serving.routing.Afterwards;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Usage;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a request in when the rates of its key have room for it. Its prompt counts as it comes in, by the same estimate
 * that money rests on; what its calls used beyond that, when it has ended. So an answer may use more than is left: that is
 * owed, and the key waits for it.
 */
@Singleton
final class RateGate implements Afterwards {

    private final Rates rates;

    RateGate(Rates rates) {
        this.rates = rates;
    }

    /** For a request that calls models. */
    void enter(Caller caller, ChatRequest chat) {
        rates.of(caller).ifPresent(rate -> require(caller, rate.enter(tokens(rate, chat))));
    }

    /** For one that uses no tokens. */
    void enter(Caller caller) {
        rates.of(caller).ifPresent(rate -> require(caller, rate.enter(0)));
    }

    /** For one that is taken to use so many tokens. */
    void enter(Caller caller, long tokens) {
        rates.of(caller).ifPresent(rate -> require(caller, rate.enter(tokens)));
    }

    /** One that entered with so many has ended; nothing comes back where a paid call did not tell its usage. */
    void settle(Caller caller, long taken, EmbeddingRow row) {
        long used = row.usage().total().count();
        boolean told = used > 0 || row.cost().picos() == 0;
        rates.of(caller).ifPresent(rate -> rate.settle(told ? used - taken : 0));
    }

    /** One that entered with so many was not run: an estimate of many texts may be more than a day's worth. */
    void giveBack(Caller caller, long taken) {
        rates.of(caller).ifPresent(rate -> rate.settle(-taken));
    }

    @Override
    public void finished(RoutedRequest request, RoutedAnswer.Finished finished) {
        rates.of(request.caller())
                .filter(KeyRate::countsTokens)
                .ifPresent(rate -> rate.settle(owed(finished, tokens(rate, request.chat()))));
    }

    /** What its prompt took of the minute's tokens is used by nobody; that it came counts all the same. */
    @Override
    public void refused(RoutedRequest request) {
        rates.of(request.caller())
                .filter(KeyRate::countsTokens)
                .ifPresent(rate -> rate.settle(-tokens(rate, request.chat())));
    }

    /** What is used beyond what was taken; where a paid call did not tell its usage, nothing of that comes back. */
    private static long owed(RoutedAnswer.Finished finished, long taken) {
        long beyond = used(finished) - taken;
        boolean told = finished.row().calls().stream()
                .allMatch(
                        call -> call.cost().picos() == 0 || call.usage().total().count() > 0);
        return told ? beyond : Math.max(0, beyond);
    }

    private static long tokens(KeyRate rate, ChatRequest chat) {
        return rate.countsTokens() ? TokenEstimate.of(chat) : 0;
    }

    private static long used(RoutedAnswer.Finished finished) {
        return finished.row().calls().stream()
                .map(CallRecord::usage)
                .map(Usage::total)
                .mapToLong(total -> total.count())
                .sum();
    }

    private static void require(Caller caller, Optional<KeyRate.Turned> turned) {
        turned.ifPresent(no -> {
            long seconds = Math.max(
                    1, no.after().plus(Duration.ofSeconds(1).minusNanos(1)).toSeconds());
            throw Refusal.of(
                    ErrorCode.RATE_LIMIT_EXCEEDED,
                    "the key " + caller.key() + " may " + words(no.kind(), no.perMinute())
                            + " a minute and has too few left for this request; it fits in " + seconds + " s",
                    Map.of("Retry-After", Long.toString(seconds)));
        });
    }

    private static String words(RateKind kind, long most) {
        return switch (kind) {
            case REQUESTS -> "make " + most + " requests";
            case TOKENS -> "use " + most + " tokens";
        };
    }
}
