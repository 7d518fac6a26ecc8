package dev.tutti.words.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tutti.words.chat.ModelId;
import java.util.Optional;

/** How proposals become one answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "mode")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Aggregation.Synthesise.class, name = "synthesise"),
    @JsonSubTypes.Type(value = Aggregation.Select.class, name = "select"),
    @JsonSubTypes.Type(value = Aggregation.Vote.class, name = "vote")
})
public sealed interface Aggregation {

    /** The model that is called for it; none when code counts. */
    @JsonIgnore
    Optional<ModelId> caller();

    @JsonIgnore
    String mode();

    default String notation() {
        return mode() + caller().map(model -> " by " + model).orElse("");
    }

    /** The aggregator writes a new answer from the proposals. */
    record Synthesise(ModelId aggregator) implements Aggregation {
        @Override
        public Optional<ModelId> caller() {
            return Optional.of(aggregator);
        }

        @Override
        public String mode() {
            return "synthesise";
        }
    }

    /** The aggregator names the best proposal by number (the MoA paper's LLM-Ranker); that proposal is the answer. */
    record Select(ModelId aggregator) implements Aggregation {
        @Override
        public Optional<ModelId> caller() {
            return Optional.of(aggregator);
        }

        @Override
        public String mode() {
            return "select";
        }
    }

    /** Code counts equal answers, weighted by each model's reliability; no call at all. */
    record Vote(Reliability reliability) implements Aggregation {
        @Override
        public Optional<ModelId> caller() {
            return Optional.empty();
        }

        @Override
        public String mode() {
            return "vote";
        }
    }
}
