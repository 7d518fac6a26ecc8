package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.tutti.sense.feature.PromptParts;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.Usage;

/**
 * Counts tokens where a provider does not tell, with OpenAI's current vocabulary: all of the body that becomes prompt, as
 * it was reserved for. The usage is marked as estimated.
 */
final class TokenEstimator {
    /** What each message costs beside its text (OpenAI's cookbook on counting tokens). */
    private static final int PER_MESSAGE = 4;

    /** Longer texts are estimated from their characters: counting them exactly takes longer than the estimate is worth. */
    private static final int EXACT_CHARACTERS = 200_000;

    /** Loaded with the first estimate: 200,000 words that most deployments never need. */
    private static final class Vocabulary {
        static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    Usage estimate(ObjectNode request, String answer) {
        PromptParts parts = PromptParts.of(request);
        long prompt = (long) PER_MESSAGE * request.path("messages").size() + parts.media();
        for (String text : parts.texts()) {
            prompt += count(text);
        }
        Usage counted = Usage.of(prompt, count(answer));
        return new Usage(counted.prompt(), counted.cached(), counted.completion(), true);
    }

    private static long count(String text) {
        return text.length() > EXACT_CHARACTERS ? TokenEstimate.of(text) : Vocabulary.O200K.countTokensOrdinary(text);
    }
}
