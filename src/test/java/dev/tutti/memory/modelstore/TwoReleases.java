package dev.tutti.memory.modelstore;

import dev.tutti.learning.training.PracticeTrained;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ModelId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A model store for tests that holds one made-up release twice, as two versions; the later one serves. */
public final class TwoReleases {
    private TwoReleases() {}

    /** Fills an empty folder and says the ids, the older first. */
    public static List<String> publishTo(Path folder) {
        ReleaseDraft draft = PracticeTrained.draft();
        return List.of(publish(folder, draft, "2026-02-01T00:00:01Z"), publish(folder, draft, "2026-02-01T00:00:02Z"));
    }

    /** Has a champion and, on its way to serve, a challenger in an empty folder; the ids in this order. */
    public static List<String> proposeIn(Path folder) {
        ReleaseDraft draft = PracticeTrained.draft();
        String champion = publish(folder, draft, "2026-02-01T00:00:01Z");
        return List.of(
                champion, at(folder, "2026-02-01T00:00:02Z").propose(draft).id());
    }

    /** Has the first release of an empty folder on its way to serve, beside no champion; its id. */
    public static String proposeFirstIn(Path folder) {
        return at(folder, "2026-02-01T00:00:02Z")
                .propose(PracticeTrained.draft())
                .id();
    }

    /** Fills an empty folder with one release that knows all models but that one. */
    public static void publishWithout(ModelId model, Path folder) {
        ReleaseDraft all = PracticeTrained.draft();
        ReleaseParts parts = all.parts();
        TreeMap<ModelId, Provenance.Known> known =
                new TreeMap<>(parts.provenance().models());
        known.remove(model);
        ReleaseParts others = new ReleaseParts(
                parts.clusters(),
                parts.table(),
                parts.success(),
                parts.blend(),
                parts.calibration(),
                parts.output(),
                parts.cascades(),
                parts.ensembles(),
                parts.composite(),
                new Provenance(known),
                parts.facts());
        publish(
                folder,
                new ReleaseDraft(
                        others, all.facts(), all.verdict(), all.modelCard(), all.promptHashes(), all.goldenPrompts()),
                "2026-02-01T00:00:01Z");
    }

    /** The store of that folder, a while later. */
    public static FileModelStore open(Path folder) {
        return at(folder, "2026-02-01T00:00:03Z");
    }

    private static FileModelStore at(Path folder, String at) {
        Catalogue catalogue = Catalogues.of(Map.of(new ModelId("real/any"), Origin.LIVE));
        InstantSource clock = InstantSource.fixed(Instant.parse(at));
        return FileModelStore.open(folder, catalogue, FeatureExtractor.SCHEMA, clock);
    }

    private static String publish(Path folder, ReleaseDraft draft, String at) {
        return at(folder, at).publish(draft).id();
    }
}
