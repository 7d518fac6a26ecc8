package dev.tutti.edge.bench;

import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Catalogue entries of recorded panel members: all trusted, for nobody knows beforehand who deceives. Never called. */
final class TrustCatalogue {
    private TrustCatalogue() {}

    static CatalogueModel model(String name) {
        return new CatalogueModel(
                new ModelId(name),
                Price.perMillion("0", "0"),
                new Tokens(1),
                new Tokens(1),
                Set.of(),
                name,
                SizeClass.LARGE,
                Trust.TRUSTED,
                Origin.REPLAYED,
                Optional.empty(),
                new Endpoint(
                        URI.create("http://127.0.0.1:1/v1"),
                        name,
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1));
    }
}
