package dev.tutti.memory.modelstore;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The router models that decide, read as one value: the champion, none where the rule decides without a model, and the
 * challenger that is rolled out beside it, if there is one.
 */
public record ServingModels(Optional<RouterModel> champion, Optional<Challenger> challenger) {
    public static final ServingModels NONE = new ServingModels(Optional.empty(), Optional.empty());

    /** A model that is rolled out, and how far it has come. */
    public record Challenger(RouterModel model, Stage stage) {}

    /** A champion alone. */
    public static ServingModels of(Optional<RouterModel> champion) {
        return new ServingModels(champion, Optional.empty());
    }

    /** The champion first. */
    public List<RouterModel> models() {
        return Stream.concat(champion.stream(), challenger.map(Challenger::model).stream())
                .toList();
    }
}
