package dev.tutti.serving.decision;

import dev.tutti.serving.provider.ModelHealth;
import dev.tutti.words.chat.ModelId;
import java.util.function.Consumer;

/** Which models take calls; also those of which nobody can tell: a call will. Each time is heard of. */
final class FallingBackHealth implements ModelHealth {
    private final ModelHealth health;
    private final Consumer<Throwable> onFailure;

    FallingBackHealth(ModelHealth health, Consumer<Throwable> onFailure) {
        this.health = health;
        this.onFailure = onFailure;
    }

    @Override
    public boolean usable(ModelId model) {
        try {
            return health.usable(model);
        } catch (RuntimeException | Error unknown) {
            onFailure.accept(unknown);
            return true;
        }
    }
}
