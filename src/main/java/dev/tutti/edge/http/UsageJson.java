package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;

/** What a whole request consumed, in OpenAI's form, with what it cost. */
final class UsageJson {

    private UsageJson() {}

    /** Written over what a single upstream told, so that details nobody sums are kept. */
    static ObjectNode write(ObjectNode usage, Usage sum, Usd cost) {
        usage.put("prompt_tokens", sum.prompt().count());
        usage.put("completion_tokens", sum.completion().count());
        usage.put("total_tokens", sum.total().count());
        ObjectNode details = usage.path("prompt_tokens_details") instanceof ObjectNode told
                ? told
                : usage.putObject("prompt_tokens_details");
        details.put("cached_tokens", sum.cached().count());
        if (!sum.cacheWritten().equals(Tokens.NONE)) {
            details.put("cache_write_tokens", sum.cacheWritten().count());
        }
        usage.put("cost", cost.dollars());
        if (sum.estimated()) {
            usage.put("estimated", true);
        }
        return usage;
    }
}
