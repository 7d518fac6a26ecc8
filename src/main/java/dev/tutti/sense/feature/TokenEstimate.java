package dev.tutti.sense.feature;

import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;

/**
 * How many tokens a text or a request has, for money and context windows: reckoned from kinds of characters, without a
 * tokenizer's vocabulary, in a few nanoseconds a character. Plain English comes out about a tenth too high. Every
 * character is read, since a bound that rests on a sample is passed by whoever knows where the sample lies. It is an
 * estimate still: who promises with it multiplies it by a safety factor of at least {@value #LEAST_SAFETY}.
 */
public final class TokenEstimate {
    /** The factor below which the estimate is no promise: what hostile texts have beyond it is left to it. */
    public static final double LEAST_SAFETY = 1.5;

    /** Role, delimiters and separators of a message in the usual chat templates. */
    private static final long MESSAGE_TOKENS = 4;

    private TokenEstimate() {}

    /** The whole prompt: all that {@link PromptParts} finds in the body, and the frames of the messages. */
    public static long of(ChatRequest request) {
        PromptParts parts =
                PromptParts.of(request.messages().stream().map(Message::wire).toList(), request.body());
        TextTokens text = new TextTokens();
        parts.texts().forEach(text::read);
        return text.count() + request.messages().size() * MESSAGE_TOKENS + parts.media();
    }

    /** Of a text by itself. */
    public static long of(String text) {
        TextTokens tokens = new TextTokens();
        tokens.read(text);
        return tokens.count();
    }
}
