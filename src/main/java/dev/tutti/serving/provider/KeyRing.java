package dev.tutti.serving.provider;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of all models of a catalogue, resolved once at the start. */
final class KeyRing {
    private final Map<String, Secret> byReference = new HashMap<>();

    KeyRing(Catalogue catalogue, Keys keys) {
        for (CatalogueModel model : catalogue.all()) {
            model.endpoint()
                    .keyReference()
                    .ifPresent(reference -> byReference.computeIfAbsent(reference, keys::resolve));
        }
    }

    Optional<Secret> of(CatalogueModel model) {
        return model.endpoint().keyReference().map(byReference::get);
    }

    /** The text with stars in place of every key on the ring. */
    String hideIn(String text) {
        String hidden = text;
        for (Secret key : byReference.values()) {
            hidden = hidden.replace(key.value(), key.toString());
        }
        return hidden;
    }
}
