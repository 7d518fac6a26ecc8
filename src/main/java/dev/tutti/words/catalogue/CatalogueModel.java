package dev.tutti.words.catalogue;

import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of the catalogue. {@code contextWindow} counts prompt and answer together. {@code aggregation} is what answers
 * are expected to score that the model makes of others' proposals, on the scale of {@code prior}: who answers best need not
 * aggregate best.
 */
public record CatalogueModel(
        ModelId id,
        Price price,
        Tokens contextWindow,
        Tokens maxOutput,
        Set<Ability> abilities,
        String family,
        SizeClass size,
        Trust trust,
        Origin origin,
        Optional<PriorQuality> prior,
        Optional<PriorQuality> aggregation,
        Endpoint endpoint) {
    public CatalogueModel {
        abilities = Set.copyOf(abilities);
        if (contextWindow.count() < 1 || maxOutput.count() < 1) {
            throw new IllegalArgumentException(id + ": context window and maximal output are at least 1 token, were "
                    + contextWindow + " and " + maxOutput);
        }
        if (family.isBlank()) {
            throw new IllegalArgumentException(id + ": a family is not blank");
        }
    }

    /** One of which nobody says how well it aggregates. */
    public CatalogueModel(
            ModelId id,
            Price price,
            Tokens contextWindow,
            Tokens maxOutput,
            Set<Ability> abilities,
            String family,
            SizeClass size,
            Trust trust,
            Origin origin,
            Optional<PriorQuality> prior,
            Endpoint endpoint) {
        this(
                id,
                price,
                contextWindow,
                maxOutput,
                abilities,
                family,
                size,
                trust,
                origin,
                prior,
                Optional.empty(),
                endpoint);
    }

    /** Whether it makes vectors of texts, and so answers no conversation. */
    public boolean embeds() {
        return abilities.contains(Ability.EMBEDDINGS);
    }

    /** Whether it can do what the request needs, and can be asked for all of it. */
    public boolean canServe(ChatRequest request) {
        return abilities.containsAll(request.needs())
                && endpoint.api().lacks(request).isEmpty();
    }
}
