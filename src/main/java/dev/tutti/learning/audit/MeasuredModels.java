package dev.tutti.learning.audit;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.TrainingFacts;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ModelId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which models the serving release has measured, and of which it measured another version. */
public final class MeasuredModels {
    private final Supplier<Optional<RouterModel>> serving;
    private final Function<String, Optional<TrainingFacts>> facts;
    private final Catalogue catalogue;

    /** {@code facts}: what a release says of its training. */
    public MeasuredModels(
            Supplier<Optional<RouterModel>> serving,
            Function<String, Optional<TrainingFacts>> facts,
            Catalogue catalogue) {
        this.serving = serving;
        this.facts = facts;
        this.catalogue = catalogue;
    }

    /** {@code changed}: since when a model is another version. */
    Look look(Map<ModelId, Instant> changed) {
        Optional<RouterModel> release = serving.get();
        Optional<Instant> learned = changed.isEmpty()
                ? Optional.empty()
                : release.flatMap(router -> facts.apply(router.version())).flatMap(TrainingFacts::until);
        Set<ModelId> renewed = changed.entrySet().stream()
                .filter(one ->
                        release.filter(router -> router.measured(one.getKey())).isPresent())
                .filter(one -> learned.isEmpty() || learned.get().isBefore(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return new Look(release, renewed, catalogue);
    }

    /** One release, and the models that are another version than the one it measured. */
    record Look(Optional<RouterModel> release, Set<ModelId> renewed, Catalogue catalogue) {
        /** Where no model of its kind was measured, the deployment is new, not the model. */
        boolean isNew(CatalogueModel model) {
            return release.filter(router -> !router.measured(model.id()) || renewed.contains(model.id()))
                    .filter(router -> catalogue.models().stream()
                            .anyMatch(other -> other.origin() == model.origin() && router.measured(other.id())))
                    .isPresent();
        }
    }
}
