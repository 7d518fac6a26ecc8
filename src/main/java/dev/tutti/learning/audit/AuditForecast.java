package dev.tutti.learning.audit;

import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.WorstCase;
import java.time.Duration;

/**
 * What one audit call may consume at most: what a cap is made of. Prompts are estimated with a safety factor, since
 * tokenizers differ; an output without the caller's limit is cut at {@value #LONGEST} tokens.
 */
final class AuditForecast {
    private static final long LONGEST = 4096;
    /** What a provider may put around a conversation. */
    private static final Tokens FRAME = new Tokens(64);

    private AuditForecast() {}

    static CallForecast of(CatalogueModel model, ChatRequest chat) {
        Tokens prompt = WorstCase.paid(new Tokens(TokenEstimate.of(chat)), TokenEstimate.LEAST_SAFETY)
                .plus(FRAME);
        Tokens limit =
                new Tokens(Math.min(model.maxOutput().count(), chat.maxTokens().orElse(LONGEST)));
        return new CallForecast(model.price(), prompt, limit, limit, limit, Duration.ZERO, Duration.ZERO);
    }

    /** Never zero, so that a free model has a ledger too. */
    static Usd worst(CallForecast forecast) {
        return forecast.price()
                .cost(forecast.prompt(), forecast.outputP99())
                .times(2)
                .max(new Usd(1));
    }
}
