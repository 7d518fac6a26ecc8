package dev.tutti.edge.bench;

import dev.tutti.edge.practice.ReplayedCatalogue;
import dev.tutti.learning.training.Recordings;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.PromptDigest;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Recorded sets as training takes them: single models alone, those that the price list prices. Votes repeat what their
 * members' rows say; of plans whose dollars alone are on record (RouteMoA's) members and prices would have to be made up, so
 * they tell nothing of another model. A prompt's task is left out: a caller's name for it means what the caller means.
 */
public final class RecordedModels {
    private final FeatureExtractor extractor = new FeatureExtractor();
    private final SortedMap<ModelId, CatalogueModel> models = new TreeMap<>();
    private final List<Recordings.Prompt> prompts = new ArrayList<>();

    private RecordedModels() {}

    /** {@link IOException} names the file and the line that cannot be read; {@link IllegalArgumentException}: no model. */
    public static Recordings read(List<Path> files, Path prices) throws IOException {
        List<RecordedSet> sets = new ArrayList<>();
        for (Path file : files) {
            sets.add(RecordedSet.read(file, prices));
        }
        return of(sets);
    }

    static Recordings of(List<RecordedSet> sets) {
        RecordedModels read = new RecordedModels();
        sets.forEach(read::add);
        return new Recordings(read.prompts, new Catalogue("recorded", read.models.values()));
    }

    private void add(RecordedSet set) {
        set.tariffs().forEach((name, tariff) -> models.computeIfAbsent(id(name), id -> model(id, name, tariff)));
        if (set.tariffs().isEmpty()) {
            return;
        }
        for (RecordedPrompt prompt : set.prompts()) {
            ChatRequest chat = KnownPrompt.chat(prompt);
            TreeMap<ModelId, Double> scores = new TreeMap<>();
            for (Map.Entry<String, Tariff> priced : set.tariffs().entrySet()) {
                scores.put(id(priced.getKey()), prompt.arm(priced.getKey()).quality());
            }
            prompts.add(new Recordings.Prompt(
                    set.name(), PromptDigest.of(chat), extractor.extract(chat, Optional.empty()), scores));
        }
    }

    /** No catalogue names its models so. */
    private static ModelId id(String name) {
        return new ModelId("recorded/" + name);
    }

    private static CatalogueModel model(ModelId id, String name, Tariff tariff) {
        BigDecimal input = BigDecimal.valueOf(tariff.input());
        Price price = Price.perMillion(input, input, BigDecimal.valueOf(tariff.output()));
        CatalogueModel guessed = ReplayedCatalogue.entry(name, price, 1, Trust.UNTRUSTED);
        return new CatalogueModel(
                id,
                guessed.price(),
                guessed.contextWindow(),
                guessed.maxOutput(),
                guessed.abilities(),
                guessed.family(),
                guessed.size(),
                guessed.trust(),
                guessed.origin(),
                guessed.prior(),
                guessed.endpoint());
    }
}
