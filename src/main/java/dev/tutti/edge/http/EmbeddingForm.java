package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request for embeddings as it came: what {@code model} says, how many texts it has, what they are taken to be in tokens,
 * and its {@code routing}. What it does not know is passed on, what it knows is checked.
 */
record EmbeddingForm(String model, int inputs, Tokens estimate, Optional<Fields> routing) {
    private static final String INPUT = "input";
    private static final String ALLOWED =
            "a string, or an array of strings, of token numbers, or of arrays of token numbers, with at least one element";
    /** What tells a provider how to answer, or whom, and is not read to the model. */
    private static final Set<String> SETTINGS =
            Set.of("model", INPUT, "dimensions", "encoding_format", "user", "routing");
    /** Of each text: what models put before and behind it. */
    private static final long FRAME_TOKENS = 4;

    private static final int MOST_INPUTS = 1_000_000;
    private static final long MOST_DIMENSIONS = 1_000_000;
    /** What is beside the texts counts once for each, so few bytes may come to more than money is reckoned in. */
    private static final long MOST_TOKENS = Integer.MAX_VALUE;

    static EmbeddingForm read(ObjectNode root) {
        Fields body = new Fields(root, "");
        String model = body.requiredText("model");
        body.text("encoding_format");
        body.text("user");
        body.whole("dimensions", 1, MOST_DIMENSIONS);
        List<Long> sizes = sizes(body);
        long sum = sizes.stream().mapToLong(Long::longValue).sum();
        long each = FRAME_TOKENS + beside(root);
        return new EmbeddingForm(model, sizes.size(), bounded(sum + each * sizes.size()), body.object("routing"));
    }

    private static Tokens bounded(long estimate) {
        if (estimate > MOST_TOKENS) {
            throw Refusal.invalid(
                    INPUT,
                    INPUT + " is taken to be " + estimate
                            + " tokens, with the fields that go to the model with each text; allowed are at most "
                            + MOST_TOKENS + " in one request");
        }
        return new Tokens(estimate);
    }

    /** Of each text, in tokens. */
    private static List<Long> sizes(Fields body) {
        JsonNode input = body.value(INPUT).orElseThrow(() -> body.wrong(INPUT, ALLOWED));
        if (input.isTextual()) {
            return List.of(TokenEstimate.of(input.textValue()));
        }
        if (!input.isArray() || input.isEmpty()) {
            throw body.wrong(INPUT, ALLOWED);
        }
        JsonNode first = input.get(0);
        if (first.isTextual()) {
            return body.texts(INPUT, MOST_INPUTS).orElseThrow().stream()
                    .map(TokenEstimate::of)
                    .toList();
        }
        return first.isArray() ? ofEach(body) : List.of(ofOne(body));
    }

    private static long ofOne(Fields body) {
        return body.elements(
                        INPUT,
                        MOST_INPUTS,
                        EmbeddingForm::isToken,
                        "a token number, like those before it, or all are strings")
                .orElseThrow()
                .size();
    }

    private static List<Long> ofEach(Fields body) {
        return body
                .elements(INPUT, MOST_INPUTS, EmbeddingForm::areTokens, "an array of token numbers that is not empty")
                .orElseThrow()
                .stream()
                .map(tokens -> (long) tokens.size())
                .toList();
    }

    private static boolean areTokens(JsonNode tokens) {
        return tokens.isArray() && !tokens.isEmpty() && tokens.valueStream().allMatch(EmbeddingForm::isToken);
    }

    private static boolean isToken(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToInt() && number.intValue() >= 0;
    }

    /** Fields that nobody here knows are passed on, and a provider may read them to the model with each text. */
    private static long beside(ObjectNode root) {
        long tokens = 0;
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!SETTINGS.contains(field.getKey())) {
                tokens += TokenEstimate.of(field.getValue().toString());
            }
        }
        return tokens;
    }
}
