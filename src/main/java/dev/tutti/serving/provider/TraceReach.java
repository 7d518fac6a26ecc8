package dev.tutti.serving.provider;

import dev.tutti.words.plan.ModelFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a trace reaches: the models whose endpoints are told of it. */
record TraceReach(Optional<ModelFilter> models) {
    static TraceReach of(ProviderSettings settings) {
        return new TraceReach(settings.traceTo().map(patterns -> new ModelFilter(patterns, List.of())));
    }

    /** What the call's endpoint may know. */
    Map<String, String> headers(ModelCall call) {
        return models.filter(told -> told.permits(call.model().id())).isPresent() ? call.trace() : Map.of();
    }
}
