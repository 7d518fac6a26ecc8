package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The router model that serves, or none where the store throws: then the rule decides. Each time is counted. */
final class FallingBackModels {
    private final Supplier<Optional<RouterModel>> store;
    private final Consumer<Throwable> onFailure;

    FallingBackModels(Supplier<Optional<RouterModel>> store, Consumer<Throwable> onFailure) {
        this.store = store;
        this.onFailure = onFailure;
    }

    /** A model that cannot tell its version is none: the cache asks for it outside of the fall-back. */
    Optional<RouterModel> get() {
        try {
            Optional<RouterModel> model = store.get();
            model.ifPresent(RouterModel::version);
            return model;
        } catch (RuntimeException | Error broken) {
            onFailure.accept(broken);
            return Optional.empty();
        }
    }
}
