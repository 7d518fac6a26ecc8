package dev.tutti.serving.simulation;

import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Strategy;
import java.util.List;

/** What a request asks for. */
enum Asked {
    SINGLE("single"),
    SELF_MOA("self-moa"),
    MIXED_MOA("mixed-moa"),
    CASCADE("cascade"),
    /** An exact plan, as presets give it: three proposers and another model that synthesises. */
    PRESET("preset");

    final String title;

    Asked(String title) {
        this.title = title;
    }

    Selector selector() {
        return switch (this) {
            case SINGLE -> new Selector.Kind(Strategy.SINGLE);
            case SELF_MOA -> new Selector.Kind(Strategy.SELF_MOA);
            case MIXED_MOA -> new Selector.Kind(Strategy.MIXED_MOA);
            case CASCADE -> new Selector.Kind(Strategy.CASCADE);
            case PRESET ->
                new Selector.Exact(new MixedMoa(
                        List.of(Fleet.AMBER.id(), Fleet.BIRCH.id(), Fleet.CEDAR.id()),
                        2,
                        new Aggregation.Synthesise(Fleet.GRAND.id())));
        };
    }
}
