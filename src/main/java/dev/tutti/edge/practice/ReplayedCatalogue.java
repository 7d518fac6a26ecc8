package dev.tutti.edge.practice;

import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.Trust;
import java.net.URI;

/** Catalogue entries of replayed models, as the practice upstream makes them, for who replays models without asking it. */
public final class ReplayedCatalogue {
    private static final URI NOWHERE = URI.create("http://127.0.0.1");

    private ReplayedCatalogue() {}

    /** {@code longest}: tokens of its longest recorded answer; a model that is not trusted is never asked to aggregate. */
    public static CatalogueModel entry(String name, Price price, long longest, Trust trust) {
        return ReplayedModel.entry(name, price, longest, trust, NOWHERE);
    }
}
