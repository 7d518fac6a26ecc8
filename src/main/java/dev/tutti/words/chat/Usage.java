package dev.tutti.words.chat;

/**
 * What one call consumed. {@code cached} is the part of {@code prompt} that the provider read from its prompt cache,
 * {@code cacheWritten} the one that it wrote there and tells of, which some charge more for; {@code estimated} says that we counted ourselves because the provider did not tell.
 */
public record Usage(Tokens prompt, Tokens cached, Tokens cacheWritten, Tokens completion, boolean estimated) {
    public static final Usage NONE = new Usage(Tokens.NONE, Tokens.NONE, Tokens.NONE, false);

    public Usage {
        if (cached.count() + cacheWritten.count() > prompt.count()) {
            throw new IllegalArgumentException(
                    "tokens read from the cache and written to it are a part of the prompt's " + prompt.count()
                            + ", were " + cached.count() + " and " + cacheWritten.count());
        }
    }

    /** One of which nothing is told to be written to a cache. */
    public Usage(Tokens prompt, Tokens cached, Tokens completion, boolean estimated) {
        this(prompt, cached, Tokens.NONE, completion, estimated);
    }

    public static Usage of(long prompt, long completion) {
        return new Usage(new Tokens(prompt), Tokens.NONE, new Tokens(completion), false);
    }

    public Usage plus(Usage other) {
        return new Usage(
                prompt.plus(other.prompt),
                cached.plus(other.cached),
                cacheWritten.plus(other.cacheWritten),
                completion.plus(other.completion),
                estimated || other.estimated);
    }

    public Tokens total() {
        return prompt.plus(completion);
    }
}
