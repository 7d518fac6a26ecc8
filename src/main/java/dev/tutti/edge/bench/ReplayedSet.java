package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.edge.practice.ReplayedCatalogue;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.Trust;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A recorded set as the replayed upstream takes it: every model has a tariff, and its tokens at that tariff cost what the
 * record says it cost. Of models whose dollars are on record, plans of many calls among them, the tokens are made up.
 */
final class ReplayedSet {
    private final RecordedSet set;
    private final Map<String, Tariff> tariffs = new TreeMap<>();
    private final ObjectMapper json = new ObjectMapper();

    ReplayedSet(RecordedSet set) {
        this.set = set;
        for (String model : set.models()) {
            tariffs.put(model, Optional.ofNullable(set.tariffs().get(model)).orElseGet(() -> ofBills(model)));
        }
    }

    private Tariff ofBills(String model) {
        return Tariff.ofBills(set.prompts().stream()
                .mapToDouble(prompt -> prompt.arm(model).costUsd())
                .max()
                .orElse(0));
    }

    RecordedSet set() {
        return set;
    }

    private Tariff tariff(String model) {
        Tariff tariff = tariffs.get(model);
        if (tariff == null) {
            throw new IllegalArgumentException("no model " + model);
        }
        return tariff;
    }

    long promptTokens(RecordedPrompt prompt, String model) {
        return set.tariffs().containsKey(model) ? prompt.arm(model).promptTokens() : 0;
    }

    long completionTokens(RecordedPrompt prompt, String model) {
        RecordedPrompt.Arm arm = prompt.arm(model);
        return set.tariffs().containsKey(model)
                ? arm.completionTokens()
                : tariff(model).tokens(arm.costUsd());
    }

    /** Writes {@code recorded.jsonl} and {@code prices.json} into the folder; the first. */
    Path write(Path folder) throws IOException {
        Path file = folder.resolve("recorded.jsonl");
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (RecordedPrompt prompt : set.prompts()) {
                lines.write(line(prompt).toString());
                lines.newLine();
            }
        }
        ObjectNode prices = json.createObjectNode();
        tariffs.forEach((model, tariff) ->
                prices.putObject(model).put("input", price(tariff.input())).put("output", price(tariff.output())));
        Files.writeString(prices(folder), prices.toString());
        return file;
    }

    static Path prices(Path folder) {
        return folder.resolve("prices.json");
    }

    private ObjectNode line(RecordedPrompt prompt) {
        ObjectNode line = json.createObjectNode();
        line.put("prompt_id", "").put("prompt", prompt.text()).put("category", prompt.category());
        ObjectNode arms = line.putObject("arms");
        for (String model : set.models()) {
            RecordedPrompt.Arm arm = prompt.arm(model);
            ObjectNode told = arms.putObject(model)
                    .put("q", arm.quality())
                    .put("in", promptTokens(prompt, model))
                    .put("out", completionTokens(prompt, model));
            if (!arm.answer().isEmpty()) {
                told.put("a", arm.answer());
            }
        }
        return line;
    }

    /**
     * The same models for a replay without a service. None is trusted to aggregate: what a model would make of others'
     * answers is not on record, so no plan is offered that needs it.
     */
    Catalogue catalogue() {
        return new Catalogue("recorded", set.models().stream().map(this::model).toList());
    }

    private CatalogueModel model(String name) {
        Tariff tariff = tariff(name);
        long longest = set.prompts().stream()
                .mapToLong(prompt -> completionTokens(prompt, name))
                .max()
                .orElse(0);
        Price price = Price.perMillion(price(tariff.input()), price(tariff.input()), price(tariff.output()));
        return ReplayedCatalogue.entry(name, price, longest, Trust.UNTRUSTED);
    }

    private static BigDecimal price(double usd) {
        return BigDecimal.valueOf(usd);
    }
}
