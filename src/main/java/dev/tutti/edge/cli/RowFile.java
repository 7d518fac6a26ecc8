package dev.tutti.edge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.serving.provider.CatalogueProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A file of outcome rows, NDJSON, gzipped when its name ends in {@code .gz}. */
final class RowFile {
    private static final int BATCH = 1_000;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private RowFile() {}

    /** Hands the rows over in batches; {@link CatalogueProblem} that names file and line when one is wrong. */
    static void read(Path file, Consumer<List<LabelledRow>> rows) throws IOException {
        List<LabelledRow> batch = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                batch.add(row(line, file, number));
                if (batch.size() == BATCH) {
                    rows.accept(List.copyOf(batch));
                    batch.clear();
                }
            }
        }
        rows.accept(List.copyOf(batch));
    }

    private static LabelledRow row(String line, Path file, int number) {
        try {
            JsonNode json = JSON.readTree(line);
            if (json instanceof ObjectNode row) {
                return OutcomeJson.labelledOf(row);
            }
            throw new CatalogueProblem(file + ", line " + number + ": an outcome row is a JSON object");
        } catch (JsonProcessingException e) {
            throw new CatalogueProblem(file + ", line " + number + ": " + e.getOriginalMessage(), e);
        }
    }
}
