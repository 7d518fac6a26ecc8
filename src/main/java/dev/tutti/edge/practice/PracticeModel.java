package dev.tutti.edge.practice;

import dev.tutti.words.catalogue.CatalogueModel;
import java.net.URI;

/** A model of the practice upstream. Pure: the same question has the same reply. Safe for many threads. */
interface PracticeModel {
    /** Its entry in the catalogue, reached under that base URL. */
    CatalogueModel entry(URI baseUrl);

    /** Whether this question is refused at first with a played failure that passes. */
    boolean stumbles(Ask ask);

    Reply reply(Ask ask);
}
