package dev.tutti.words.chat;

/** What a model can do and a request may need; and, needed by none, what a model does not let its callers choose. */
public enum Ability {
    TOOLS,
    JSON_SCHEMA,
    IMAGES,
    AUDIO,
    LOGPROBS,
    FILES,
    /** Only the model's own temperature and seed: a call with one that Tutti chose would be refused. */
    FIXED_SAMPLING,
    /** It makes vectors of texts. Such a model holds no conversations: whatever is asked of chat models passes it by. */
    EMBEDDINGS
}
