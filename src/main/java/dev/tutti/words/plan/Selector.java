package dev.tutti.words.plan;

import dev.tutti.words.chat.ModelId;

/** What the caller's {@code model} field asks for. */
public sealed interface Selector {

    /** Whether more than one plan answers to it, so that Tutti chooses. */
    default boolean leavesChoice() {
        return switch (this) {
            case Auto _, Kind _, MoaLite _ -> true;
            case Model _, Exact _ -> false;
        };
    }

    /** Tutti decides: {@code tutti/auto}. */
    record Auto() implements Selector {}

    /** The strategy is given, Tutti picks the models: {@code tutti/self-moa} and the like. */
    record Kind(Strategy strategy) implements Selector {}

    /** {@code tutti/moa-lite}: Mixed-MoA of exactly two layers. */
    record MoaLite() implements Selector {}

    /** One catalogue model, as a single plan. */
    record Model(ModelId model) implements Selector {}

    /** Exactly this plan, {@code routing.plan} or a preset, and where its models are shown each other's proposals. */
    record Exact(Plan plan, ReferencePlace references) implements Selector {
        public Exact(Plan plan) {
            this(plan, ReferencePlace.USER);
        }
    }
}
