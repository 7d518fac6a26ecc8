package dev.tutti.serving.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ModelId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads catalogue files: YAML with a list {@code models}. Every mistake, a key that is not there included, is one
 * {@link CatalogueProblem} that says where it is and what is allowed.
 */
public final class CatalogueLoader {
    private static final String OPENAI = "/catalogue/openai.yaml";

    private final ObjectMapper yaml = JsonMapper.builder(new YAMLFactory())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final Keys keys;

    public CatalogueLoader(Function<String, Optional<String>> environment) {
        this.keys = new Keys(environment);
    }

    /** The models of that file, in its order; at least one. */
    public List<CatalogueModel> load(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new CatalogueProblem(
                    "the catalogue file " + file + " cannot be read; tutti.catalogue names a YAML file in UTF-8", e);
        }
    }

    /** OpenAI's models at their list prices, for who has set {@code OPENAI_API_KEY} and gives no file. */
    public List<CatalogueModel> openAi() {
        try (InputStream stream = Objects.requireNonNull(CatalogueLoader.class.getResourceAsStream(OPENAI))) {
            return read("the built-in catalogue of OpenAI", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A catalogue of those models, under a version that is a hash of all their fields. */
    public static Catalogue catalogueOf(Collection<CatalogueModel> models) {
        return new Catalogue(CatalogueVersion.of(models), models);
    }

    /** The models in that text; {@code name} says in messages where it came from. */
    List<CatalogueModel> read(String name, String text) {
        JsonNode list = list(name, text);
        List<CatalogueModel> models = new ArrayList<>();
        Map<ModelId, Integer> numbers = new HashMap<>();
        for (JsonNode entry : list) {
            int number = models.size() + 1;
            CatalogueModel model = ModelEntry.read(name, number, entry);
            Integer first = numbers.putIfAbsent(model.id(), number);
            if (first != null) {
                throw new CatalogueProblem(name + ", model " + number + ": id is " + model.id() + ", which is model "
                        + first + "'s; allowed are ids that stand once");
            }
            checkKey(name, number, model);
            models.add(model);
        }
        if (models.stream().allMatch(CatalogueModel::embeds)) {
            throw new CatalogueProblem(
                    name + ": all models make embeddings; allowed is a list with at least 1 model that"
                            + " holds conversations");
        }
        return models;
    }

    private JsonNode list(String name, String text) {
        JsonNode list = Fields.of(name, parse(name, text), "models").list("models");
        if (list.isEmpty()) {
            throw new CatalogueProblem(name + ": models is empty; allowed is a list of at least 1 model");
        }
        return list;
    }

    private JsonNode parse(String name, String text) {
        try {
            return yaml.readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String why = Objects.requireNonNullElse(e.getOriginalMessage(), "")
                    .lines()
                    .findFirst()
                    .orElse("");
            throw new CatalogueProblem(name + ", line " + line + " is not the YAML that is allowed here: " + why, e);
        }
    }

    private void checkKey(String name, int number, CatalogueModel model) {
        model.endpoint().keyReference().ifPresent(reference -> {
            try {
                keys.resolve(reference);
            } catch (CatalogueProblem e) {
                throw new CatalogueProblem(
                        name + ", model " + number + " (" + model.id() + "): key is " + reference + ", but "
                                + e.getMessage() + "; allowed is the name of an environment variable that holds the"
                                + " key, or file:PATH",
                        e);
            }
        });
    }
}
