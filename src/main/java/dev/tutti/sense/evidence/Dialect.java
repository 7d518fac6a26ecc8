package dev.tutti.sense.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.Vocabularies;
import com.networknt.schema.Vocabulary;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The versions of JSON Schema that are taken. Formats are annotations, patterns run in linear time, every keyword is
 * metered, and no other document is ever loaded, neither from the network nor from disk or class path.
 */
final class Dialect {
    private static final String FORMAT = "format";
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .regularExpressionFactory(new LinearPatterns())
            .formatAssertionsEnabled(false)
            .build();
    private static final Map<String, JsonMetaSchema> METERED = new LinkedHashMap<>();
    private static final Map<String, JsonSchema> RULES = new LinkedHashMap<>();

    static {
        add(VersionFlag.V202012, JsonMetaSchema.getV202012());
        add(VersionFlag.V201909, JsonMetaSchema.getV201909());
        add(VersionFlag.V7, JsonMetaSchema.getV7());
        add(VersionFlag.V6, JsonMetaSchema.getV6());
        add(VersionFlag.V4, JsonMetaSchema.getV4());
    }

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(SchemaId.V202012)
            .metaSchemas(METERED.values())
            .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance()))
            .enableSchemaCache(false)
            .build();

    private Dialect() {}

    /** The schema that schemas of that {@code $schema} obey, null where there is no such version. */
    static @Nullable JsonSchema rules(String name) {
        return RULES.get(plain(name.isEmpty() ? SchemaId.V202012 : name));
    }

    static Set<String> names() {
        return RULES.keySet();
    }

    /** Builds the whole schema, references included; whatever the library throws comes through. */
    static JsonSchema build(JsonNode schema) {
        JsonSchema built = FACTORY.getSchema(SchemaLocation.of(""), schema, CONFIG);
        built.initializeValidators();
        return built;
    }

    private static void add(VersionFlag version, JsonMetaSchema plain) {
        METERED.put(
                plain.getIri(),
                JsonMetaSchema.builder(plain.getIri(), plain)
                        .keywords(keywords -> keywords.replaceAll((_, keyword) -> metered(keyword)))
                        .vocabularyFactory(Dialect::vocabulary)
                        .build());
        // The rules come with the library, which finds them on the class path.
        RULES.put(
                plain(plain.getIri()),
                JsonSchemaFactory.getInstance(version).getSchema(SchemaLocation.of(version.getId()), CONFIG));
    }

    private static @Nullable Vocabulary vocabulary(String iri) {
        Vocabulary plain = Vocabularies.getVocabulary(iri);
        if (plain == null) {
            return null;
        }
        List<Keyword> keywords =
                plain.getKeywords().stream().map(Dialect::metered).toList();
        return new Vocabulary(plain.getIri(), keywords.toArray(Keyword[]::new));
    }

    /** The library refuses another keyword in the place of {@code format}, which evaluates nothing further. */
    private static Keyword metered(Keyword keyword) {
        return FORMAT.equals(keyword.getValue()) ? keyword : new MeteredKeyword(keyword);
    }

    private static String plain(String iri) {
        return iri.endsWith("#") ? iri.substring(0, iri.length() - 1) : iri;
    }
}
