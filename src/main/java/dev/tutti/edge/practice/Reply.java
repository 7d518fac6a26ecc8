package dev.tutti.edge.practice;

import java.time.Duration;

/** What a practice model does with what it is asked. */
sealed interface Reply {

    /** It answers, after {@code firstByte} and then for {@code writing} (both unscaled). */
    record Said(
            String text,
            String finishReason,
            long promptTokens,
            long completionTokens,
            Duration firstByte,
            Duration writing)
            implements Reply {
        /** Never shows what was said. */
        @Override
        public String toString() {
            return "answer of " + text.length() + " characters";
        }
    }

    /** It answers with an error. */
    record Refused(int status, String type, String code, String message) implements Reply {}
}
