package dev.tutti.sense.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;

/**
 * The tokens of a request as schema 1 of the features counts them, for {@code log_tokens} and nothing else: trained routers
 * know this number, so it stays as it is, with what it leaves out. What may cost money asks {@link TokenEstimate}. Letters
 * count a quarter each, digits and marks a half, Chinese, Japanese and Korean characters one.
 */
final class TokenFeature {
    /** Role, delimiters and separators of a message in the usual chat templates. */
    private static final long MESSAGE_TOKENS = 4;
    /** A picture of 1024 x 1024 at the usual tile sizes. */
    private static final long IMAGE_TOKENS = 800;
    /**
     * Bytes of a recording for one token, at 32 tokens a second, the most that providers count: compressed ones are taken
     * to have 4,000 bytes a second (32 kbit/s) and plain ones 16,000 (a telephone's), which is little, so that the
     * estimate is high.
     */
    private static final long COMPRESSED_BYTES = 125;

    private static final long PLAIN_BYTES = 500;
    private static final int MOST_CHARACTERS = 65_536;

    /** Quarters of a token. */
    private static final int LETTER = 1;

    private static final int DIGIT = 2;
    private static final int MARK = 2;
    private static final int OTHER_SCRIPT = 2;
    private static final int IDEOGRAPH = 4;

    /** Of ASCII, which most text is. */
    private static final byte[] ASCII = new byte[128];

    static {
        for (char c = 0; c < ASCII.length; c++) {
            ASCII[c] = (byte) quarters(c);
        }
    }

    private TokenFeature() {}

    /** Texts, message frames, tool definitions, demanded schema, images, recordings. */
    static long of(ChatRequest request) {
        long tokens = 0;
        for (Message message : request.messages()) {
            tokens += of(message.text()) + MESSAGE_TOKENS;
        }
        RequestShape shape = RequestShape.of(request);
        if (shape.tools() > 0) {
            tokens += of(request.body().path("tools").toString());
        }
        if (shape.schema()) {
            tokens += of(request.body().path("response_format").toString());
        }
        long heard = request.needs().contains(Ability.AUDIO) ? audio(request) : 0;
        return tokens + shape.images() * IMAGE_TOKENS + heard;
    }

    private static long audio(ChatRequest request) {
        long tokens = 0;
        for (Message message : request.messages()) {
            for (JsonNode part : message.wire().path("content")) {
                JsonNode audio = part.path("input_audio");
                // Base64: three bytes in four characters.
                long bytes = audio.path("data").asText().length() / 4 * 3L;
                boolean plain = audio.path("format").asText().equals("wav");
                tokens += Math.ceilDiv(bytes, plain ? PLAIN_BYTES : COMPRESSED_BYTES);
            }
        }
        return tokens;
    }

    /** Text beyond {@value #MOST_CHARACTERS} characters counts like that before. */
    private static long of(String text) {
        int read = Math.min(text.length(), MOST_CHARACTERS);
        if (read == 0) {
            return 0;
        }
        long quarters = 0;
        for (int i = 0; i < read; i++) {
            char c = text.charAt(i);
            quarters += c < ASCII.length ? ASCII[c] : quarters(c);
        }
        return (long) Math.ceil(quarters / 4.0 * text.length() / read);
    }

    private static int quarters(char c) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            return LETTER;
        }
        if (c <= ' ') {
            return c == '\n' ? LETTER : 0;
        }
        if (c < 128) {
            return c >= '0' && c <= '9' ? DIGIT : MARK;
        }
        return CharacterKinds.isCjk(c) || Character.isSurrogate(c) ? IDEOGRAPH : OTHER_SCRIPT;
    }
}
