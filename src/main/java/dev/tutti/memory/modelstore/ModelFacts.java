package dev.tutti.memory.modelstore;

import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.SizeClass;

/** What the catalogue said of a model when the release was trained: USD per million tokens, family, size. */
public record ModelFacts(double inputUsd, double outputUsd, String family, SizeClass size) {
    public static ModelFacts of(CatalogueModel model) {
        return new ModelFacts(
                model.price().input().toDouble(), model.price().output().toDouble(), model.family(), model.size());
    }
}
