package dev.tutti.edge.practice;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tutti.serving.provider.CatalogueProblem;
import dev.tutti.words.catalogue.Price;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What replayed models charge: a JSON object, by name {@code input}, {@code output} and, where it differs from input,
 * {@code cached_input}, in USD for one million tokens.
 */
final class ReplayPrices {
    private static final String KEY = "tutti.practice.replay-prices";
    private static final String USUAL_NAME = "prices.json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Path file;
    private final JsonNode prices;

    private ReplayPrices(Path file, JsonNode prices) {
        this.file = file;
        this.prices = prices;
    }

    static ReplayPrices read(Path file) {
        try {
            JsonNode prices = JSON.readTree(Files.readString(file));
            if (!prices.isObject()) {
                throw new CatalogueProblem(KEY + "=" + file + ": not a JSON object of prices by model name");
            }
            return new ReplayPrices(file, prices);
        } catch (IOException e) {
            throw new CatalogueProblem(KEY + "=" + file + ": not a readable JSON object (" + e + ")", e);
        }
    }

    /** The file of prices that lies beside a replay file. */
    static Path beside(Path replay) {
        return replay.toAbsolutePath().resolveSibling(USUAL_NAME);
    }

    Price of(String model) {
        JsonNode price = prices.path(model);
        if (!price.path("input").isNumber() || !price.path("output").isNumber()) {
            throw new CatalogueProblem(KEY + "=" + file + ": model " + model + " has no price; needed is \"" + model
                    + "\": {\"input\": USD, \"output\": USD} per million tokens");
        }
        JsonNode cached = price.path("cached_input").isNumber() ? price.path("cached_input") : price.path("input");
        try {
            return Price.perMillion(
                    price.path("input").decimalValue(),
                    cached.decimalValue(),
                    price.path("output").decimalValue());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CatalogueProblem(KEY + "=" + file + ": model " + model + ": " + e.getMessage(), e);
        }
    }
}
