package dev.tutti.serving.provider;

import dev.tutti.words.chat.ModelId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One breaker per model, built when the model is first called and kept for good. */
final class Breakers implements ModelHealth {
    private final BreakerLimits limits;
    private final Guards guards;
    private final Map<ModelId, Breaker> byModel = new ConcurrentHashMap<>();

    Breakers(BreakerLimits limits) {
        this(limits, Guards.TIMED_BY_THE_SYSTEM);
    }

    Breakers(BreakerLimits limits, Guards guards) {
        this.limits = limits;
        this.guards = guards;
    }

    Breaker of(ModelId model) {
        return byModel.computeIfAbsent(model, id -> new Breaker(id, limits, guards));
    }

    @Override
    public boolean usable(ModelId model) {
        Breaker breaker = byModel.get(model);
        return breaker == null || !breaker.isOpen();
    }
}
