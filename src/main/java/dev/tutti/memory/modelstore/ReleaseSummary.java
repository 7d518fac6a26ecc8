package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One release as lists show it: when it was made, from what, how it did, and whether it serves. */
public record ReleaseSummary(String id, Instant at, TrainingFacts facts, ObjectNode verdict, boolean serving) {
    public ReleaseSummary {
        verdict = verdict.deepCopy();
    }
}
