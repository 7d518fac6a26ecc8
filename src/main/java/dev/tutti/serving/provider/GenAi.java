package dev.tutti.serving.provider;

import dev.tutti.words.catalogue.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of OpenTelemetry's conventions for generative AI (development, 1.37 and later) that spans and meters go by:
 * the one place where they stand, since they may still change.
 */
public final class GenAi {
    public static final String OPERATION = "gen_ai.operation.name";
    public static final String PROVIDER = "gen_ai.provider.name";
    public static final String REQUEST_MODEL = "gen_ai.request.model";
    public static final String REQUEST_MAX_TOKENS = "gen_ai.request.max_tokens";
    public static final String REQUEST_TEMPERATURE = "gen_ai.request.temperature";
    public static final String REQUEST_STREAM = "gen_ai.request.stream";
    public static final String RESPONSE_MODEL = "gen_ai.response.model";
    public static final String RESPONSE_ID = "gen_ai.response.id";
    public static final String FINISH_REASONS = "gen_ai.response.finish_reasons";
    public static final String FIRST_CHUNK = "gen_ai.response.time_to_first_chunk";
    public static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
    public static final String CACHED_TOKENS = "gen_ai.usage.cache_read.input_tokens";
    public static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
    public static final String ERROR = "error.type";
    public static final String SERVER_ADDRESS = "server.address";
    public static final String SERVER_PORT = "server.port";

    private record Host(Pattern name, String provider) {}

    /** By the conventions' own list; a host that is none of these is known by the form that it speaks. */
    private static final List<Host> HOSTS = List.of(
            host("api\\.openai\\.com", "openai"),
            host("api\\.anthropic\\.com", "anthropic"),
            host(".+\\.openai\\.azure\\.com", "azure.ai.openai"),
            host(".+\\.(services|inference)\\.ai\\.azure\\.com", "azure.ai.inference"),
            host("generativelanguage\\.googleapis\\.com", "gcp.gemini"),
            host("(.+-)?aiplatform\\.googleapis\\.com", "gcp.vertex_ai"),
            host("bedrock(-runtime|-mantle)?\\..+\\.(amazonaws\\.com|api\\.aws)", "aws.bedrock"),
            host("api\\.mistral\\.ai", "mistral_ai"),
            host("api\\.groq\\.com", "groq"),
            host("api\\.deepseek\\.com", "deepseek"),
            host("api\\.x\\.ai", "x_ai"),
            host("api\\.cohere\\.(com|ai)", "cohere"),
            host("api\\.perplexity\\.ai", "perplexity"),
            host(".+\\.ml\\.cloud\\.ibm\\.com", "ibm.watsonx.ai"));

    private GenAi() {}

    private static Host host(String name, String provider) {
        return new Host(Pattern.compile(name), provider);
    }

    /** The value of {@link #OPERATION}: what the model is asked for. */
    public static String operation(ModelCall call) {
        return switch (call.question()) {
            case Question.Conversation _ -> "chat";
            case Question.Embedding _ -> "embeddings";
        };
    }

    /** Who answers at that address, as far as the address tells; else whose form it speaks. */
    public static String provider(Endpoint endpoint) {
        String asked = endpoint.baseUrl().getHost().toLowerCase(Locale.ROOT);
        return HOSTS.stream()
                .filter(host -> host.name().matcher(asked).matches())
                .map(Host::provider)
                .findFirst()
                .orElseGet(() -> endpoint.api().name().toLowerCase(Locale.ROOT));
    }
}
