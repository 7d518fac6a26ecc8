package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.ServingModels;
import dev.tutti.serving.provider.ModelHealth;
import java.util.function.Supplier;

/** What throws around a router, though it never should. */
record Breakage(boolean models, boolean health, boolean finder, Throwable with) {
    static final Breakage NONE = new Breakage(false, false, false, new IllegalStateException("nothing is broken"));

    Supplier<ServingModels> store(Supplier<ServingModels> sound) {
        return models
                ? () -> {
                    throw thrown();
                }
                : sound;
    }

    ModelHealth sight(ModelHealth sound) {
        return health
                ? _ -> {
                    throw thrown();
                }
                : sound;
    }

    Finder rule(Finder sound) {
        return finder
                ? _ -> {
                    throw thrown();
                }
                : sound;
    }

    private RuntimeException thrown() {
        if (with instanceof Error error) {
            throw error;
        }
        return (RuntimeException) with;
    }
}
