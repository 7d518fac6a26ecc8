package dev.tutti.learning.training;

import dev.tutti.sense.feature.Features;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Made-up recordings of eight models of four families, the dearer the better; the second half of the prompts is a harder set. */
final class RecordedWorld {
    private static final int MODELS = 8;

    private RecordedWorld() {}

    static ModelId id(int number) {
        return new ModelId("recorded/m" + number);
    }

    static double expected(int number, boolean hard) {
        return 0.25 + 0.08 * number - (hard ? 0.2 : 0);
    }

    static Recordings recordings(int prompts, long seed) {
        List<CatalogueModel> models = new ArrayList<>();
        for (int m = 0; m < MODELS; m++) {
            models.add(model(
                    id(m), Double.toString(0.1 * Math.pow(2, m)), "family" + m % 4, SizeClass.MEDIUM, Origin.REPLAYED));
        }
        Random random = new Random(seed);
        List<Recordings.Prompt> all = new ArrayList<>();
        for (int i = 0; i < prompts; i++) {
            all.add(prompt(i, i >= prompts / 2, random));
        }
        return new Recordings(all, new Catalogue("recorded", models));
    }

    private static Recordings.Prompt prompt(int number, boolean hard, Random random) {
        Features features = Trained.features(
                (hard ? 1 : -1) + random.nextGaussian() / 5, 4 + random.nextGaussian(), hard ? 2 : 1, 20 + number % 30);
        TreeMap<ModelId, Double> scores = new TreeMap<>();
        for (int m = 0; m < MODELS; m++) {
            scores.put(id(m), random.nextDouble() < expected(m, hard) ? 1.0 : 0.0);
        }
        return new Recordings.Prompt(hard ? "hard" : "easy", "%032x".formatted(number), features, scores);
    }

    static CatalogueModel model(ModelId id, String usd, String family, SizeClass size, Origin origin) {
        return new CatalogueModel(
                id,
                Price.perMillion(usd, usd),
                new Tokens(8000),
                new Tokens(1000),
                Set.of(),
                family,
                size,
                Trust.TRUSTED,
                origin,
                Optional.empty(),
                new Endpoint(
                        URI.create("http://127.0.0.1:1/v1"),
                        "m",
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1));
    }
}
