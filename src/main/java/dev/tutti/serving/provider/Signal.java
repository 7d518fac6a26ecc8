package dev.tutti.serving.provider;

import java.time.Duration;

/** What the ending of a call says about how crowded its model is. */
sealed interface Signal {
    Signal NOTHING = new Nothing();

    /** An answer; {@code pace} in nanoseconds is compared with that of other calls of the same kind only. */
    record InTime(boolean streamed, long pace) implements Signal {}

    /** An answer that took as long as there was in it, which nobody compares with others. */
    record Answered() implements Signal {}

    /** Turned away, broken, out of time, or answered only when it was sent again. */
    record Crowded() implements Signal {}

    /** Nothing was sent, nobody waited for the answer, or the request was at fault. */
    record Nothing() implements Signal {}

    /** A time-out counts only when the call had at least {@code fairTime}, as for the breaker. */
    static Signal of(Question asked, CallEnding ending, Duration fairTime) {
        return switch (ending) {
            case CallEnding.Succeeded repeated when repeated.attempts() > 1 -> new Crowded();
            case CallEnding.Succeeded answered -> answered(asked, answered);
            case CallEnding.Ignored _ -> NOTHING;
            case CallEnding.Failed failed ->
                switch (failed.kind()) {
                    case RATE_LIMITED, BROKEN -> new Crowded();
                    case TIMEOUT -> failed.latency().compareTo(fairTime) < 0 ? NOTHING : new Crowded();
                    case NOT_SENT, INVALID, REJECTED -> NOTHING;
                };
        };
    }

    /** A thousand texts take much longer than one, and by how much, each model answers in its own way. */
    private static Signal answered(Question asked, CallEnding.Succeeded answered) {
        return switch (asked) {
            case Question.Conversation talk -> new InTime(talk.stream(), pace(talk.stream(), answered));
            case Question.Embedding _ -> new Answered();
        };
    }

    /**
     * Of a stream the time to its first byte. A whole answer takes as long as it is: per token it says what its model is
     * busy with, where some tokens more stand for the reading of the prompt.
     */
    private static long pace(boolean streamed, CallEnding.Succeeded answered) {
        final long reading = 32;
        return streamed
                ? answered.firstByte().toNanos()
                : answered.latency().toNanos()
                        / (reading + answered.answer().usage().completion().count());
    }
}
