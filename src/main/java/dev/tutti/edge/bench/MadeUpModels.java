package dev.tutti.edge.bench;

import dev.tutti.words.catalogue.Catalogue;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Four models that nobody ever asks, the dearer the better. */
final class MadeUpModels {
    static final int COUNT = 4;

    private MadeUpModels() {}

    static ModelId id(int number) {
        return new ModelId("made-up/m" + number);
    }

    /** USD per million tokens written: 1, 4, 16 and 64. */
    static int price(int number) {
        return 1 << (2 * number);
    }

    static Catalogue catalogue() {
        List<CatalogueModel> models =
                IntStream.range(0, COUNT).mapToObj(MadeUpModels::model).toList();
        return new Catalogue("made-up", models);
    }

    private static CatalogueModel model(int number) {
        Endpoint nowhere = new Endpoint(
                URI.create("http://127.0.0.1:1/v1"),
                id(number).value(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(9),
                4);
        return new CatalogueModel(
                id(number),
                Price.perMillion("0", Integer.toString(price(number))),
                new Tokens(100_000),
                new Tokens(1_000),
                Set.of(),
                "family-" + number,
                number < 2 ? SizeClass.SMALL : SizeClass.FRONTIER,
                Trust.TRUSTED,
                Origin.LIVE,
                Optional.empty(),
                nowhere);
    }
}
