package dev.tutti.learning.training;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a training ended, with its report for people and programs. */
public sealed interface TrainingResult {
    ObjectNode report();

    /** {@code published}, {@code kept}, {@code failed} or {@code cancelled}. */
    String wireName();

    /** The challenger won and serves from now on. */
    record Published(String release, ObjectNode report) implements TrainingResult {
        @Override
        public String wireName() {
            return "published";
        }
    }

    /** What served goes on serving; {@code reason} says which check failed by how much. */
    record Kept(String reason, ObjectNode report) implements TrainingResult {
        @Override
        public String wireName() {
            return "kept";
        }
    }

    /** Something broke; what served goes on serving. {@code message} is safe to show. */
    record Failed(String message, ObjectNode report) implements TrainingResult {
        @Override
        public String wireName() {
            return "failed";
        }
    }

    /** Someone called it off. */
    record Cancelled(ObjectNode report) implements TrainingResult {
        @Override
        public String wireName() {
            return "cancelled";
        }
    }
}
