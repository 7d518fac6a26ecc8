package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.serving.provider.CallEnding;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.util.Optional;

/** What an ended call is charged, and under which status it is logged. */
final class Charges {
    private Charges() {}

    /**
     * The price of what was used; where nobody knows, nothing for a call that the provider turned away or that was never
     * sent, else all that was reserved for it.
     */
    static Usd cost(CallEnding ending, Price price, Usd reserved) {
        Optional<Usage> used = used(ending);
        if (used.isPresent()) {
            return price.cost(used.get());
        }
        return ending.attempts() == 0 || turnedAway(ending) ? Usd.ZERO : reserved;
    }

    static Optional<Usage> used(CallEnding ending) {
        return switch (ending) {
            case CallEnding.Succeeded succeeded ->
                Optional.of(succeeded.answer().usage());
            case CallEnding.Failed failed -> failed.used();
            case CallEnding.Ignored ignored -> ignored.used();
        };
    }

    static CallStatus status(CallEnding ending) {
        return switch (ending) {
            case CallEnding.Succeeded _ -> CallStatus.OK;
            case CallEnding.Ignored _ -> CallStatus.CANCELLED;
            case CallEnding.Failed failed ->
                switch (failed.kind()) {
                    case TIMEOUT -> CallStatus.TIMEOUT;
                    case RATE_LIMITED, NOT_SENT -> CallStatus.REFUSED_BY_LIMIT;
                    case INVALID, REJECTED, BROKEN -> CallStatus.UPSTREAM_ERROR;
                };
        };
    }

    private static boolean turnedAway(CallEnding ending) {
        return ending instanceof CallEnding.Failed failed
                && switch (failed.kind()) {
                    case RATE_LIMITED, NOT_SENT, INVALID, REJECTED -> true;
                    case TIMEOUT, BROKEN -> false;
                };
    }
}
