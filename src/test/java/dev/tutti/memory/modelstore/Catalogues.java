package dev.tutti.memory.modelstore;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Catalogues of models that differ in nothing but name and origin. */
final class Catalogues {
    private Catalogues() {}

    static Catalogue of(Map<ModelId, Origin> origins) {
        List<CatalogueModel> models = new ArrayList<>();
        origins.forEach((id, origin) -> models.add(model(id, origin)));
        return new Catalogue("1", models);
    }

    static CatalogueModel model(ModelId id, Origin origin) {
        return model(id, origin, SizeClass.SMALL, Optional.empty());
    }

    static CatalogueModel model(ModelId id, Origin origin, SizeClass size, Optional<PriorQuality> prior) {
        return new CatalogueModel(
                id,
                Price.perMillion("1", "2"),
                new Tokens(8000),
                new Tokens(1000),
                Set.of(),
                "family",
                size,
                Trust.TRUSTED,
                origin,
                prior,
                new Endpoint(
                        URI.create("http://127.0.0.1:1/v1"),
                        "m",
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1));
    }
}
