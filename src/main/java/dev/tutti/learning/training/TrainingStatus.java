package dev.tutti.learning.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;

/** A training as it is shown: where it is, and in the end its result ({@code published}, {@code kept}, ...) and report. */
public record TrainingStatus(
        String id,
        Phase phase,
        long rows,
        double percent,
        @JsonProperty("eta_s") OptionalLong etaSeconds,
        Optional<String> result,
        Optional<ObjectNode> report) {
    public boolean ended() {
        return result.isPresent();
    }
}
