package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.catalogue.Api;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.Usd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogueLoaderTest {
    private static final String GOOD = """
            models:
              - id: a/b
                base-url: https://example.org/v1
                key: SOME_KEY
                wire-name: b
                price: {input: 0.15, output: "0.60"}
                context-window: 1000
                max-output: 500
                abilities: [tools, json-schema]
                size: small
                prior: {score: 0.7, half-width: 0.2}
                aggregation: {score: 0.8, half-width: 0.1}
                trust: untrusted
                connect-timeout: 500ms
                call-timeout: 2m
                concurrency: 3
            """;

    private static final String EMBEDDER = """
              - id: a/vectors
                base-url: https://example.org/v1
                price: {input: 0.02}
                context-window: 8191
                abilities: [embeddings]
            """;

    private static final String MESSAGES = GOOD.replace("key: SOME_KEY", "api: anthropic");

    private final CatalogueLoader loader =
            new CatalogueLoader(name -> name.equals("NOT_SET") ? Optional.empty() : Optional.of("sk-fake"));

    @Test
    void everyFieldIsRead() {
        CatalogueModel model = loader.read("c.yaml", GOOD).getFirst();

        assertThat(model.price().input()).isEqualTo(Usd.of("0.15"));
        assertThat(model.price().cachedInput()).isEqualTo(Usd.of("0.15"));
        assertThat(model.abilities()).containsExactlyInAnyOrder(Ability.TOOLS, Ability.JSON_SCHEMA);
        assertThat(model.family()).isEqualTo("a");
        assertThat(model.trust()).isEqualTo(Trust.UNTRUSTED);
        assertThat(model.prior().orElseThrow().score()).isEqualTo(0.7);
        assertThat(model.aggregation()).contains(new PriorQuality(0.8, 0.1));
        assertThat(model.endpoint().callTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(model.endpoint().concurrency()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            half-width: 0.1 | half-width: 0 | half-width is 0; allowed is a number above 0
            size: small | colour: red | unknown key 'colour'
            context-window: 1000 | context-window: many | context-window is "many"; allowed is a whole number
            input: 0.15 | input: -1 | input is -1; allowed is USD for one million tokens
            input: 0.15 | input: 0.1234567 | input is 0.1234567; allowed is USD
            input: 0.15 | input: 0.15, cached-input: 0.16 | cached-input is 0.16; allowed is at most the price of input, 0.15
            input: 0.15 | input: 0.15, cache-write: 0.2 | cache-write is 0.2; allowed is it with api: anthropic and a cached-input below
            base-url: https://example.org/v1 | base-url: ftp://example.org | base-url is "ftp://example.org"; allowed is http(s)
            base-url: https://example.org/v1 | base-url: https://u:p@example.org | allowed is http(s)://host[:port]/path without user
            [tools, json-schema] | [tools, telepathy] | abilities holds "telepathy"; allowed is a list of tools, json-schema
            size: small | size: tiny | size is "tiny"; allowed is one of small, medium, large, frontier
            trust: untrusted | trust: maybe | trust is "maybe"; allowed is one of trusted, untrusted
            score: 0.7 | score: 1.7 | score is 1.7; allowed is a number from 0 to 1
            call-timeout: 2m | call-timeout: soon | call-timeout is "soon"; allowed is a time above 0
            concurrency: 3 | concurrency: 0 | concurrency is 0; allowed is a whole number from 1
            id: a/b | wire: x | unknown key 'wire'
            key: SOME_KEY | api: grpc | api is "grpc"; allowed is one of openai, anthropic
            key: SOME_KEY | key: NOT_SET | the environment variable NOT_SET is not set
            key: SOME_KEY | key: file:/no/such/file | the key file /no/such/file cannot be read
            max-output: 500 | max-output: 5000 | max-output is 5000; allowed is a whole number from 1 to 1000
            """)
    void aMistakeIsOneMessageWithPlaceKeyValueAndWhatIsAllowed(String right, String wrong, String message) {
        String text = GOOD.replace(right, wrong);
        assertThat(text).isNotEqualTo(GOOD);

        assertThatThrownBy(() -> loader.read("c.yaml", text))
                .isInstanceOf(CatalogueProblem.class)
                .hasMessageStartingWith("c.yaml, model 1")
                .hasMessageContaining(message);
    }

    @Test
    void anEndpointSpeaksChatCompletionsUnlessTheFileSaysMessages() {
        assertThat(loader.read("c.yaml", GOOD).getFirst().endpoint().api()).isEqualTo(Api.OPENAI);
        assertThat(loader.read("c.yaml", MESSAGES).getFirst().endpoint().api()).isEqualTo(Api.ANTHROPIC);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [tools, json-schema] | [tools, audio] | abilities holds "audio"; allowed is a list of tools, json-schema, images, fixed-sampling
            [tools, json-schema] | [logprobs] | abilities holds "logprobs"; allowed is a list of tools
            trust: untrusted | output-limit-field: max_completion_tokens | output-limit-field is "max_completion_tokens"; allowed is one of max_tokens
            """)
    void whatMessagesCannotDoIsAMistake(String right, String wrong, String message) {
        String text = MESSAGES.replace(right, wrong);
        assertThat(text).isNotEqualTo(MESSAGES);

        assertThatThrownBy(() -> loader.read("c.yaml", text))
                .isInstanceOf(CatalogueProblem.class)
                .hasMessageContaining(message);
    }

    @Test
    void aModelOfEmbeddingsNeedsNeitherSizeNorPriceOfOutputAndStandsApart() {
        List<CatalogueModel> models = loader.read("c.yaml", GOOD + EMBEDDER);
        Catalogue catalogue = CatalogueLoader.catalogueOf(models);

        assertThat(models.getLast().embeds()).isTrue();
        assertThat(models.getLast().price().output()).isEqualTo(Usd.ZERO);
        assertThat(catalogue.models()).containsExactly(models.getFirst());
        assertThat(catalogue.embedders()).containsExactly(models.getLast());
        assertThat(catalogue.all()).isEqualTo(models);
        assertThat(catalogue.find(models.getLast().id())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [embeddings] | [embeddings, tools] | abilities is ["embeddings","tools"]; allowed is embeddings alone
            price: {input: 0.02} | price: {} | input is missing
            abilities | api: anthropic\\n    abilities | abilities holds "embeddings"
            """)
    void whatAModelOfEmbeddingsCannotBeIsAMistake(String right, String wrong, String message) {
        String mistaken = GOOD + EMBEDDER.replace(right, wrong.replace("\\n", "\n"));

        assertThatThrownBy(() -> loader.read("c.yaml", mistaken))
                .isInstanceOf(CatalogueProblem.class)
                .hasMessageContaining(message);
    }

    @Test
    void aCatalogueOfEmbeddingsAloneSaysWhatIsMissing() {
        assertThatThrownBy(() -> loader.read("c.yaml", "models:\n" + EMBEDDER))
                .isInstanceOf(CatalogueProblem.class)
                .hasMessageContaining("at least 1 model that holds conversations");
    }

    @Test
    void anIdStandsOnce() {
        String twice = GOOD + GOOD.substring(GOOD.indexOf("  - id"));

        assertThatThrownBy(() -> loader.read("c.yaml", twice))
                .isInstanceOf(CatalogueProblem.class)
                .hasMessage("c.yaml, model 2: id is a/b, which is model 1's; allowed are ids that stand once");
    }

    @Test
    void aKeyOfYamlStandsOnceAndBrokenYamlNamesItsLine() {
        assertThatThrownBy(() -> loader.read("c.yaml", GOOD + "    size: large\n"))
                .isInstanceOf(CatalogueProblem.class)
                .hasMessageContaining("c.yaml, line")
                .hasMessageContaining("size");
        assertThatThrownBy(() -> loader.read("c.yaml", "models:\n  - {id: \n")).hasMessageContaining("c.yaml, line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "models: []", "models: 3", "- 1", "other: 1"})
    void aFileWithoutModelsSaysWhatIsAllowed(String text) {
        assertThatThrownBy(() -> loader.read("c.yaml", text))
                .isInstanceOf(CatalogueProblem.class)
                .hasMessageStartingWith("c.yaml")
                .hasMessageContaining("allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet"})
    void anEmptyFileIsNotToldAsMissing(String text) {
        assertThatThrownBy(() -> loader.read("c.yaml", text))
                .hasMessage("c.yaml is empty; allowed is a mapping of models");
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> loader.load(folder.resolve("none.yaml")))
                .isInstanceOf(CatalogueProblem.class)
                .hasMessageContaining("none.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "google", "openrouter", "together", "papers", "vllm", "ollama"})
    void everyExampleLoads(String name) throws Exception {
        Path file = Path.of(CatalogueLoaderTest.class
                .getResource("/catalogue/examples/" + name + ".yaml")
                .toURI());

        assertThat(loader.load(file)).isNotEmpty();
        assertThat(Files.readString(file)).startsWith("#");
    }

    @Test
    void theBuiltInCatalogueOfOpenAiLoadsAndNeedsItsKey() {
        assertThat(loader.openAi()).hasSizeGreaterThanOrEqualTo(5);
        assertThatThrownBy(() -> new CatalogueLoader(_ -> Optional.empty()).openAi())
                .hasMessageContaining("OPENAI_API_KEY is not set");
    }

    @Test
    void theVersionChangesWithAnyFieldAndOnlyThen() {
        List<CatalogueModel> models = loader.read("c.yaml", GOOD);
        List<CatalogueModel> dearer = loader.read("c.yaml", GOOD.replace("0.15", "0.16"));

        assertThat(CatalogueLoader.catalogueOf(models).version())
                .isEqualTo(
                        CatalogueLoader.catalogueOf(loader.read("d.yaml", GOOD)).version())
                .isNotEqualTo(CatalogueLoader.catalogueOf(dearer).version());
    }

    /** What was learned under a version is of no use under another one: a new key of the file changes none by itself. */
    @Test
    void aCatalogueThatSaysNothingNewKeepsItsVersion() {
        assertThat(version(GOOD)).isEqualTo("c05a1c573695");
        assertThat(version(GOOD.replace("key: SOME_KEY", "key: SOME_KEY\n    api: openai")))
                .isEqualTo("c05a1c573695");
        assertThat(version(GOOD.replace("key: SOME_KEY", "key: SOME_KEY\n    api: anthropic")))
                .isNotEqualTo("c05a1c573695");
    }

    private String version(String text) {
        return CatalogueLoader.catalogueOf(loader.read("c.yaml", text)).version();
    }
}
