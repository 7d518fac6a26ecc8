package dev.tutti.serving.simulation;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The simulated models: what each costs, how often it is right by itself, and how long it takes at the median. */
enum Fleet {
    MINI("mini", SizeClass.SMALL, "0.2", "0.6", 0.68, 600),
    AMBER("amber", SizeClass.MEDIUM, "0.5", "1.5", 0.74, 900),
    BIRCH("birch", SizeClass.MEDIUM, "0.6", "1.8", 0.76, 1_100),
    CEDAR("cedar", SizeClass.LARGE, "1.2", "3.6", 0.80, 1_500),
    GRAND("grand", SizeClass.FRONTIER, "4", "12", 0.87, 2_200);

    /** Calls that a provider takes at once. */
    private static final int PLACES = 4;

    private final String in;
    private final String out;
    private final SizeClass size;
    private final String name;
    final double quality;
    final Duration median;

    Fleet(String name, SizeClass size, String in, String out, double quality, long medianMillis) {
        this.name = name;
        this.size = size;
        this.in = in;
        this.out = out;
        this.quality = quality;
        this.median = Duration.ofMillis(medianMillis);
    }

    ModelId id() {
        return new ModelId(name + "/" + name);
    }

    static Fleet of(ModelId id) {
        for (Fleet model : values()) {
            if (model.id().equals(id)) {
                return model;
            }
        }
        throw new AssertionError("no simulated model " + id);
    }

    static Catalogue catalogue() {
        return new Catalogue(
                "fleet", List.of(values()).stream().map(Fleet::entry).toList());
    }

    private CatalogueModel entry() {
        return new CatalogueModel(
                id(),
                Price.perMillion(in, out),
                new Tokens(32_000),
                new Tokens(1_000),
                Set.of(),
                id().value(),
                size,
                Trust.TRUSTED,
                Origin.SIMULATED,
                Optional.of(new PriorQuality(quality, 0.05)),
                new Endpoint(
                        URI.create("http://127.0.0.1:1/v1"),
                        id().value(),
                        Optional.empty(),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(20),
                        PLACES));
    }
}
