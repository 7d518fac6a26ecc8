package dev.tutti.sense.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/**
 * Promise 2, of prompts: what is counted of a body, times the least safety factor that is put on it, is at least what a
 * slow, obvious oracle finds in it: a real tokenizer's count where a text is of no language of ideographs, and a token for
 * four bytes or for an ideograph everywhere.
 */
final class TokenEstimateIsNeverTooLowPropertyTest {
    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final String PROSE =
            "Take these for granted: a cap is a promise, and whoever made it pays for what lies beyond it. ";
    private static final String IDEOGRAPHS = "\u4eba\u5de5\u667a\u80fd\u662f\u7814\u7a76";

    /** A place in a body from which text becomes prompt. */
    enum Place {
        CONTENT,
        PART,
        REFUSAL,
        NAME,
        ARGUMENTS,
        FUNCTION_CALL,
        REASONING,
        TOOLS,
        FUNCTIONS,
        SCHEMA,
        UNKNOWN
    }

    record Placed(Place place, String text) {}

    @Property(tries = 200)
    void whateverFieldHoldsATextItCounts(@ForAll("bodies") List<Placed> placed) {
        ChatRequest request = request(placed);

        assertThat(TokenEstimate.of(request) * TokenEstimate.LEAST_SAFETY)
                .isGreaterThanOrEqualTo(
                        placed.stream().mapToDouble(one -> atLeast(one.text())).sum());
    }

    @Property(tries = 60)
    void noOrderOfATextsPiecesHidesOneOfThem(@ForAll @Size(min = 1, max = 5) List<@From("pieces") String> pieces) {
        StringBuilder text = new StringBuilder();
        double least = 0;
        for (String piece : pieces) {
            String repeated = piece.repeat(70_000 / piece.length());
            text.append(repeated);
            least += atLeast(repeated);
        }

        assertThat(TokenEstimate.of(text.toString()) * TokenEstimate.LEAST_SAFETY)
                .isGreaterThanOrEqualTo(least);
    }

    @Property(tries = 500)
    void aTokenizerFindsNoMore(@ForAll @Size(min = 1, max = 20) List<@From("spelled") String> pieces) {
        String text = String.join("", pieces);

        assertThat(TokenEstimate.of(text) * TokenEstimate.LEAST_SAFETY)
                .isGreaterThanOrEqualTo(O200K.countTokensOrdinary(text));
    }

    @Example
    void blanksBeforeIdeographsHideNone() {
        assertThat(TokenEstimate.of(" ".repeat(66_000) + "\u4eba".repeat(450_000)) * TokenEstimate.LEAST_SAFETY)
                .isGreaterThanOrEqualTo(450_000);
    }

    @Example
    void proseIsEstimatedAtMostAThirdTooHigh() {
        String prose = PROSE.repeat(100);

        assertThat((double) TokenEstimate.of(prose))
                .isBetween(0.95 * O200K.countTokensOrdinary(prose), 1.33 * O200K.countTokensOrdinary(prose));
    }

    private static double atLeast(String text) {
        double tokens = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            tokens += c <= ' ' ? 0 : c < 128 ? 0.25 : CharacterKinds.isCjk(c) ? 1 : 0;
        }
        return Math.floor(tokens);
    }

    private static ChatRequest request(List<Placed> placed) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.withArray("messages").addObject().put("role", "user").put("content", "");
        placed.forEach(one -> put(one.text(), one.place(), body));
        List<Message> messages = body.path("messages")
                .valueStream()
                .map(wire -> new Message(Role.USER, text(wire), wire))
                .toList();
        return new ChatRequest(messages, OptionalLong.empty(), 1, false, false, Set.of(), body);
    }

    private static String text(JsonNode wire) {
        JsonNode content = wire.path("content");
        return content.isArray() ? content.findValuesAsText("text").getFirst() : content.asText("");
    }

    private static void put(String text, Place place, ObjectNode body) {
        switch (place) {
            case CONTENT -> message(body).put("content", text);
            case PART ->
                message(body)
                        .putArray("content")
                        .addObject()
                        .put("type", "text")
                        .put("text", "")
                        .put("name", text);
            case REFUSAL -> message(body).put("refusal", text);
            case NAME -> message(body).put("name", text);
            case ARGUMENTS ->
                message(body)
                        .putArray("tool_calls")
                        .addObject()
                        .putObject("function")
                        .put("arguments", text);
            case FUNCTION_CALL -> message(body).putObject("function_call").put("arguments", text);
            case REASONING -> message(body).put("reasoning_content", text);
            case TOOLS -> body.withArray("tools").addObject().put("description", text);
            case FUNCTIONS -> body.withArray("functions").addObject().put("description", text);
            case SCHEMA ->
                body.putObject("response_format").putObject("json_schema").put("description", text);
            case UNKNOWN -> body.withArray("documents").add(text);
        }
    }

    private static ObjectNode message(ObjectNode body) {
        return body.withArray("messages").addObject().put("role", "assistant").putNull("content");
    }

    /** The one place of the schema holds one text. */
    @Provide
    Arbitrary<List<Placed>> bodies() {
        return Combinators.combine(Arbitraries.of(Place.class), spoken())
                .as(Placed::new)
                .list()
                .ofMaxSize(6)
                .uniqueElements(one -> one.place() == Place.SCHEMA ? "schema" : one);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.oneOf(spelled(), Arbitraries.of(" ", "\n", "\t", IDEOGRAPHS, "\ud83d\ude00"));
    }

    private Arbitrary<String> spoken() {
        return Arbitraries.oneOf(Texts.any(), spelled(), Arbitraries.of(IDEOGRAPHS.repeat(400), PROSE.repeat(30)));
    }

    /** What a real tokenizer has a right to judge: no random ideographs, of which it knows the usual ones only. */
    @Provide
    Arbitrary<String> spelled() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        PROSE,
                        PROSE.toUpperCase(Locale.ROOT),
                        "a b c d e f ",
                        "1 2 3 4 ",
                        "{\"a\":[1,2.5,-3e9],\"id\":\"call_Zx81\"}\n",
                        "for (int i = 0; i < n; i++) {\n    sum += xs[i];\n}\n",
                        "\t \n \r\n",
                        "Die K\u00fcnstliche Intelligenz \u00fcbertr\u00e4gt \u00c4hnlichkeiten. ",
                        "Zwi\u0119kszaj\u0105c ilo\u015b\u0107 \u015brodk\u00f3w. ",
                        "\u041c\u043e\u0441\u043a\u0432\u0430 \u2014 \u0441\u0442\u043e\u043b\u0438\u0446\u0430. ",
                        "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd. ",
                        "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 ",
                        "\u2200x \u2208 \u211d: x\u00b2 \u2265 0 "),
                Arbitraries.longs().map(seed -> Base64.getEncoder().encodeToString(bytes(seed))),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(200),
                Arbitraries.strings()
                        .withChars("!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~")
                        .ofMinLength(1)
                        .ofMaxLength(60),
                Arbitraries.strings().withCharRange('\0', ' ').ofMinLength(1).ofMaxLength(60));
    }

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[300];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
