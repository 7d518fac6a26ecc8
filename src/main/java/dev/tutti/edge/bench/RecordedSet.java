package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Recorded outcomes of real models on real prompts, as a file of JSON lines gives them (gzipped or not). Arms with
 * {@code calls} are votes recorded beside the models.
 */
public record RecordedSet(String name, List<RecordedPrompt> prompts, List<String> models, List<String> votes) {
    private static final double PER_MILLION = 1e-6;

    /** {@link IOException} names the file and the line that cannot be read, or the model without a price. */
    public static RecordedSet read(Path data, Path prices) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode priceList = json.readTree(Files.readAllBytes(prices));
        List<RecordedPrompt> prompts = new ArrayList<>();
        Set<String> models = new LinkedHashSet<>();
        Set<String> votes = new LinkedHashSet<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(data), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                JsonNode row = parse(json, line, data, number);
                Map<String, RecordedPrompt.Arm> arms = new TreeMap<>();
                row.path("arms").properties().forEach(arm -> {
                    (arm.getValue().has("calls") ? votes : models).add(arm.getKey());
                    arms.put(arm.getKey(), arm(arm.getKey(), arm.getValue(), priceList));
                });
                prompts.add(new RecordedPrompt(
                        row.path("prompt").asText(), row.path("category").asText(""), arms));
            }
        }
        return new RecordedSet(
                data.getFileName().toString().replaceAll("_outcomes.*", ""),
                List.copyOf(prompts),
                List.copyOf(models),
                List.copyOf(votes));
    }

    private static JsonNode parse(ObjectMapper json, String line, Path data, int number) throws IOException {
        JsonNode row;
        try {
            row = json.readTree(line);
        } catch (IOException e) {
            throw new IOException(data + ", line " + number + ": not JSON", e);
        }
        if (!row.hasNonNull("prompt") || !row.path("arms").isObject()) {
            throw new IOException(data + ", line " + number + ": wants \"prompt\" and \"arms\"");
        }
        return row;
    }

    private static InputStream open(Path data) throws IOException {
        InputStream raw = Files.newInputStream(data);
        return data.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private static RecordedPrompt.Arm arm(String name, JsonNode arm, JsonNode prices) {
        double cost = arm.has("cost_usd") ? arm.path("cost_usd").asDouble() : priced(name, arm, prices);
        return new RecordedPrompt.Arm(
                arm.path("q").asDouble(),
                arm.path("in").asLong(),
                arm.path("out").asLong(),
                cost,
                arm.path("a").asText(""));
    }

    private static double priced(String name, JsonNode arm, JsonNode prices) {
        if (!arm.has("calls")) {
            return price(name, prices, arm.path("in").asLong(), arm.path("out").asLong());
        }
        double sum = 0;
        for (Map.Entry<String, JsonNode> call : arm.path("calls").properties()) {
            sum += price(
                    call.getKey(),
                    prices,
                    call.getValue().path(0).asLong(),
                    call.getValue().path(1).asLong());
        }
        return sum;
    }

    private static double price(String model, JsonNode prices, long in, long out) {
        JsonNode price = prices.path(model);
        if (price.isMissingNode()) {
            throw new IllegalArgumentException("the price list has no model " + model);
        }
        return PER_MILLION
                * (in * price.path("input").asDouble()
                        + out * price.path("output").asDouble());
    }
}
