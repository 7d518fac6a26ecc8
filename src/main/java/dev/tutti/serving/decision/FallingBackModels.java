package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.ServingModels;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The router models that serve, or none where the store throws: then the rule decides. A challenger that breaks leaves the
 * champion alone. Each time is counted.
 */
final class FallingBackModels {
    private final Supplier<ServingModels> store;
    private final Consumer<Throwable> onFailure;

    FallingBackModels(Supplier<ServingModels> store, Consumer<Throwable> onFailure) {
        this.store = store;
        this.onFailure = onFailure;
    }

    /** A model that cannot tell its version is none: the cache asks for it outside of the fall-back. */
    ServingModels get() {
        try {
            ServingModels models = store.get();
            models.champion().ifPresent(RouterModel::version);
            return models.challenger().isEmpty() ? models : withChallenger(models);
        } catch (RuntimeException | Error broken) {
            onFailure.accept(broken);
            return ServingModels.NONE;
        }
    }

    private ServingModels withChallenger(ServingModels models) {
        try {
            models.challenger().ifPresent(challenger -> challenger.model().version());
            return models;
        } catch (RuntimeException | Error broken) {
            onFailure.accept(broken);
            return ServingModels.of(models.champion());
        }
    }
}
