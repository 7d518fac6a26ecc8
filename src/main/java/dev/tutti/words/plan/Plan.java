package dev.tutti.words.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tutti.words.chat.ModelId;
import java.util.SortedSet;

/**
 * One concrete way to answer: a value that can be priced, run, logged and compared. The JSON form, with the strategy's
 * name in {@code strategy}, is a format on disk and on the wire: fields are added, never renamed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "strategy")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Single.class, name = "single"),
    @JsonSubTypes.Type(value = SelfMoa.class, name = "self-moa"),
    @JsonSubTypes.Type(value = SelfMoaSeq.class, name = "self-moa-seq"),
    @JsonSubTypes.Type(value = MixedMoa.class, name = "mixed-moa"),
    @JsonSubTypes.Type(value = Cascade.class, name = "cascade")
})
public sealed interface Plan permits Single, SelfMoa, SelfMoaSeq, MixedMoa, Cascade {

    @JsonIgnore
    Strategy strategy();

    /** Every model that the plan may call, sorted. */
    @JsonIgnore
    SortedSet<ModelId> models();

    /**
     * The plan's name for people and for keys of tables: two plans of equal notation ask the same models in the same way
     * (a cascade's thresholds stand in it as a short digest of its rule).
     */
    String notation();
}
