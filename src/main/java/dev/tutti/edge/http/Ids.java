package dev.tutti.edge.http;

import dev.tutti.words.chat.RequestId;

/** Ids that callers give back to us. */
final class Ids {

    private static final String CHAT_PREFIX = "chatcmpl-";

    private Ids() {}

    /** A request's id, or the {@code chatcmpl-} id of its answer. */
    static RequestId request(String text, String param) {
        String bare = text.startsWith(CHAT_PREFIX) ? text.substring(CHAT_PREFIX.length()) : text;
        try {
            return new RequestId(bare);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(param, param + ": " + e.getMessage());
        }
    }
}
