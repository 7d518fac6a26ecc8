package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.catalogue.Api;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.LimitField;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One entry of a catalogue file, with the defaults that {@code catalogue/examples/README.md} lists. */
final class ModelEntry {
    private static final String[] KEYS = {
        "id",
        "base-url",
        "api",
        "key",
        "wire-name",
        "price",
        "context-window",
        "max-output",
        "output-limit-field",
        "abilities",
        "family",
        "size",
        "prior",
        "aggregation",
        "trust",
        "connect-timeout",
        "call-timeout",
        "concurrency"
    };
    private static final String AMOUNT = "USD for one million tokens: a number from 0 to 9000 with at most 6 decimals";
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal(9000);
    private static final int PRICE_DECIMALS = 6;
    private static final String UNIT = "a number from 0 to 1";
    private static final long MOST_TOKENS = 100_000_000;

    private static final Map<String, Ability> ABILITIES = Choices.of(Ability.values());
    private static final Map<String, Api> APIS = Choices.of(Api.values());
    private static final Map<String, SizeClass> SIZES = Choices.of(SizeClass.values());
    private static final Map<String, Trust> TRUST = Choices.of(Trust.values());
    private static final Map<String, LimitField> LIMIT_FIELDS =
            Map.of("max_tokens", LimitField.MAX_TOKENS, "max_completion_tokens", LimitField.MAX_COMPLETION_TOKENS);

    /** Messages have words for these alone. */
    private static final Map<String, Ability> ABILITIES_OF_MESSAGES =
            Choices.of(Ability.TOOLS, Ability.JSON_SCHEMA, Ability.IMAGES, Ability.FIXED_SAMPLING);

    private static final Map<String, LimitField> LIMIT_FIELDS_OF_MESSAGES = Map.of("max_tokens", LimitField.MAX_TOKENS);

    private final Fields fields;

    private ModelEntry(Fields fields) {
        this.fields = fields;
    }

    /** The model of that entry; {@code file} and {@code number} (from 1) tell where a mistake is. */
    static CatalogueModel read(String file, int number, JsonNode node) {
        String id = node.path("id").isTextual() ? " (" + node.path("id").textValue() + ")" : "";
        return new ModelEntry(Fields.of(file + ", model " + number + id, node, KEYS)).model();
    }

    private CatalogueModel model() {
        ModelId id = fields.requiredText("id", "1 to 200 printable characters without blanks", ModelId::new);
        long window = fields.count("context-window", 1, MOST_TOKENS)
                .orElseThrow(() -> fields.missing("context-window", "a whole number of tokens"));
        long output = fields.count("max-output", 1, window).orElse(window);
        return new CatalogueModel(
                id,
                price(),
                new Tokens(window),
                new Tokens(output),
                abilities(),
                fields.text("family", "a word", ModelEntry::word).orElseGet(() -> familyOf(id)),
                size(),
                choice("trust", TRUST).orElse(Trust.TRUSTED),
                Origin.LIVE,
                quality("prior"),
                quality("aggregation"),
                endpoint(id));
    }

    private Set<Ability> abilities() {
        Set<Ability> abilities = fields.setOf(
                "abilities",
                switch (api()) {
                    case OPENAI -> ABILITIES;
                    case ANTHROPIC -> ABILITIES_OF_MESSAGES;
                });
        if (abilities.contains(Ability.EMBEDDINGS) && abilities.size() > 1) {
            throw fields.wrong("abilities", "embeddings alone: who does more under one name stands here twice");
        }
        return abilities;
    }

    private boolean embeds() {
        return abilities().contains(Ability.EMBEDDINGS);
    }

    /** Of what makes embeddings nobody asks how big it is. */
    private SizeClass size() {
        Optional<SizeClass> size = choice("size", SIZES);
        return embeds()
                ? size.orElse(SizeClass.SMALL)
                : size.orElseThrow(() -> fields.missing("size", Choices.listed(SIZES)));
    }

    private Endpoint endpoint(ModelId id) {
        return new Endpoint(
                fields.requiredText("base-url", "http(s)://host[:port]/path without user or password", ModelEntry::url),
                fields.text("wire-name", "a word", ModelEntry::word).orElse(id.value()),
                fields.text("key", "the name of an environment variable, or file:PATH", ModelEntry::word),
                time("connect-timeout").orElse(Duration.ofSeconds(5)),
                time("call-timeout").orElse(Duration.ofSeconds(120)),
                fields.count("concurrency", 1, 100_000).orElse(64L).intValue(),
                choice(
                                "output-limit-field",
                                switch (api()) {
                                    case OPENAI -> LIMIT_FIELDS;
                                    case ANTHROPIC -> LIMIT_FIELDS_OF_MESSAGES;
                                })
                        .orElse(LimitField.AS_ASKED),
                api());
    }

    private Api api() {
        return choice("api", APIS).orElse(Api.OPENAI);
    }

    private Price price() {
        Fields price = fields.mapping("price", "input", "cached-input", "cache-write", "output")
                .orElseThrow(() -> fields.missing("price", "a mapping of input, cached-input, cache-write, output"));
        BigDecimal input = amount(price, "input").orElseThrow(() -> price.missing("input", AMOUNT));
        BigDecimal output = amount(price, "output")
                .or(() -> embeds() ? Optional.of(BigDecimal.ZERO) : Optional.empty())
                .orElseThrow(() -> price.missing("output", AMOUNT));
        BigDecimal cached = amount(price, "cached-input").orElse(input);
        if (cached.compareTo(input) > 0) {
            throw price.wrong("cached-input", "at most the price of input, " + input.toPlainString());
        }
        return new Price(Usd.of(input), Usd.of(cached), Usd.of(output), cacheWrite(price, input, cached));
    }

    /** Only Messages ask for a cache, and for one that saves nothing nobody does. */
    private Optional<Usd> cacheWrite(Fields price, BigDecimal input, BigDecimal cached) {
        Optional<BigDecimal> write = amount(price, "cache-write");
        write.ifPresent(value -> {
            if (api() != Api.ANTHROPIC || cached.compareTo(input) >= 0) {
                throw price.wrong(
                        "cache-write", "it with api: anthropic and a cached-input below the price of input alone");
            }
            if (value.compareTo(input) < 0) {
                throw price.wrong("cache-write", "at least the price of input, " + input.toPlainString());
            }
        });
        return write.map(Usd::of);
    }

    private static Optional<BigDecimal> amount(Fields price, String key) {
        Optional<BigDecimal> amount = price.decimal(key, AMOUNT);
        amount.ifPresent(value -> {
            boolean inRange = value.signum() >= 0 && value.compareTo(HIGHEST_PRICE) <= 0;
            if (!inRange || value.stripTrailingZeros().scale() > PRICE_DECIMALS) {
                throw price.wrong(key, AMOUNT);
            }
        });
        return amount;
    }

    private Optional<PriorQuality> quality(String key) {
        return fields.mapping(key, "score", "half-width").map(said -> {
            double score = share(said, "score");
            double halfWidth = share(said, "half-width");
            if (halfWidth == 0) {
                throw said.wrong("half-width", "a number above 0 up to 1");
            }
            return new PriorQuality(score, halfWidth);
        });
    }

    private static double share(Fields quality, String key) {
        double value = quality.decimal(key, UNIT)
                .orElseThrow(() -> quality.missing(key, UNIT))
                .doubleValue();
        if (!(value >= 0 && value <= 1)) {
            throw quality.wrong(key, UNIT);
        }
        return value;
    }

    private <E> Optional<E> choice(String key, Map<String, E> words) {
        return fields.text(key, Choices.listed(words), word -> Choices.pick(words, word));
    }

    private Optional<Duration> time(String key) {
        return fields.text(key, Durations.ALLOWED, Durations::parse);
    }

    private static String word(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        return text;
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("not http(s)://host");
        }
        return url;
    }

    /** What stands before the slash of {@code openai/gpt-4o}; the whole id when there is none. */
    private static String familyOf(ModelId id) {
        int slash = id.value().indexOf('/');
        return slash < 1 ? id.value() : id.value().substring(0, slash);
    }
}
