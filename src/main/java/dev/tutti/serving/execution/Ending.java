package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended. {@code calls} holds every sub-call that was started, failed and cancelled ones too, in the order they
 * were started; {@code cost} is the sum of what they cost. An answer's own usage is that of the call that wrote it; what
 * the whole request used is {@link #usage}.
 *
 * <p>{@code closing}, of a streamed answer: the chunks that carry its {@code finish_reason}, one for each choice, without
 * content and without usage. They were withheld from the {@link AnswerStream}, to be sent when the answer is on record.
 */
public sealed interface Ending {
    List<CallRecord> calls();

    Usd cost();

    /** The sum over all sub-calls. */
    default Usage usage() {
        return calls().stream().map(CallRecord::usage).reduce(Usage.NONE, Usage::plus);
    }

    /** What it answers the request with, where it does. */
    default Optional<Answer> said() {
        return switch (this) {
            case Answered answered -> Optional.of(answered.answer());
            case Degraded degraded -> Optional.of(degraded.answer());
            case Failed _, Cancelled _ -> Optional.empty();
        };
    }

    /** The plan was run whole. */
    record Answered(Answer answer, List<ObjectNode> closing, List<CallRecord> calls, Usd cost) implements Ending {
        public Answered {
            closing = List.copyOf(closing);
            calls = List.copyOf(calls);
        }
    }

    /** There is an answer, by less than the plan; {@code what} was cut, in words. */
    record Degraded(Answer answer, List<ObjectNode> closing, String what, List<CallRecord> calls, Usd cost)
            implements Ending {
        public Degraded {
            closing = List.copyOf(closing);
            calls = List.copyOf(calls);
        }
    }

    /**
     * There is no whole answer. {@code message} names each model and its ending and is safe to show; {@code started}:
     * content had already gone to the stream, so it can only be broken off. {@code param}: the field of the request that
     * a provider finds at fault. Where the request is, {@code message} is in the provider's words and may quote the prompt.
     */
    record Failed(
            FailureKind kind, String message, Optional<String> param, boolean started, List<CallRecord> calls, Usd cost)
            implements Ending {
        public Failed {
            calls = List.copyOf(calls);
        }

        public Failed(FailureKind kind, String message, boolean started, List<CallRecord> calls, Usd cost) {
            this(kind, message, Optional.empty(), started, calls, cost);
        }
    }

    /** Nobody wanted the answer any more. */
    record Cancelled(List<CallRecord> calls, Usd cost) implements Ending {
        public Cancelled {
            calls = List.copyOf(calls);
        }
    }
}
