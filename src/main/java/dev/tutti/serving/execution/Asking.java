package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.serving.provider.ChunkSink;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Tokens;
import java.util.List;
import java.util.Optional;

/** One call whose answer the caller does not see as it comes. */
record Asking(Run run) {
    /** Empty when the call does not fit the money, fails, is stuck, or has not ended when the request's time is up. */
    Optional<Answer> ask(CallOrder order, Tokens most) {
        return run.purse()
                .allow(order.model(), order.extra(), most, run.order().ledger().left())
                .flatMap(allowance -> run.start(order, allowance, ChunkSink.NONE))
                .flatMap(this::hear);
    }

    private Optional<Answer> hear(Ongoing call) {
        run.awaitAny(List.of(call), run.stuckAt(call.order().model(), call.elapsed()));
        call.cancel(run.isAbandoned() ? CallStatus.CANCELLED : CallStatus.TIMEOUT);
        return call.answer();
    }
}
