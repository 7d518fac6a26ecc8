package dev.tutti.edge.http;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Three models that nobody calls. */
final class CatalogueFixture {

    static final Catalogue THREE = new Catalogue(
            "test",
            List.of(
                    model("house/small", Trust.TRUSTED),
                    model("house/large", Trust.TRUSTED),
                    model("guest/odd", Trust.UNTRUSTED)));

    private CatalogueFixture() {}

    static CatalogueModel model(String id, Trust trust) {
        return new CatalogueModel(
                new ModelId(id),
                Price.perMillion("1", "2"),
                new Tokens(100_000),
                new Tokens(4_000),
                EnumSet.complementOf(EnumSet.of(Ability.EMBEDDINGS)),
                "house",
                SizeClass.SMALL,
                trust,
                Origin.LIVE,
                Optional.empty(),
                new Endpoint(
                        URI.create("http://127.0.0.1:1/v1"),
                        id,
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        4));
    }
}
