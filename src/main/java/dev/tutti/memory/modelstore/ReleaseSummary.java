package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One release as lists show it: when it was made, from what, how it did, whether it serves, and what it promises. */
public record ReleaseSummary(
        String id, Instant at, TrainingFacts facts, ObjectNode verdict, boolean serving, Certificates certificates) {
    public ReleaseSummary(String id, Instant at, TrainingFacts facts, ObjectNode verdict, boolean serving) {
        this(id, at, facts, verdict, serving, Certificates.NONE);
    }

    public ReleaseSummary {
        verdict = verdict.deepCopy();
    }

    ReleaseSummary promising(Certificates what) {
        return new ReleaseSummary(id, at, facts, verdict, serving, what);
    }
}
