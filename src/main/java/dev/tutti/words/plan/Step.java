package dev.tutti.words.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tutti.words.chat.ModelId;
import java.util.Set;

/** One step of a cascade. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Step.Ask.class, name = "ask"),
    @JsonSubTypes.Type(value = Step.Fuse.class, name = "fuse")
})
public sealed interface Step {
    @JsonIgnore
    Set<ModelId> models();

    String notation();

    /** One more call of one model. */
    record Ask(ModelId model) implements Step {
        @Override
        public Set<ModelId> models() {
            return Set.of(model);
        }

        @Override
        public String notation() {
            return model.value();
        }
    }

    /** What is there becomes one answer; only as the last step. */
    record Fuse(Aggregation aggregation) implements Step {
        @Override
        public Set<ModelId> models() {
            return aggregation.caller().map(Set::of).orElse(Set.of());
        }

        @Override
        public String notation() {
            return aggregation.notation();
        }
    }
}
