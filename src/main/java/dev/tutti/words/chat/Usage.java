package dev.tutti.words.chat;

/**
 * What one call consumed. {@code cached} is the part of {@code prompt} that the provider read from its prompt cache;
 * {@code estimated} says that we counted ourselves because the provider did not tell.
 */
public record Usage(Tokens prompt, Tokens cached, Tokens completion, boolean estimated) {
    public static final Usage NONE = new Usage(Tokens.NONE, Tokens.NONE, Tokens.NONE, false);

    public Usage {
        if (cached.count() > prompt.count()) {
            throw new IllegalArgumentException(
                    "cached tokens are a part of the prompt's " + prompt.count() + ", were " + cached.count());
        }
    }

    public static Usage of(long prompt, long completion) {
        return new Usage(new Tokens(prompt), Tokens.NONE, new Tokens(completion), false);
    }

    public Usage plus(Usage other) {
        return new Usage(
                prompt.plus(other.prompt),
                cached.plus(other.cached),
                completion.plus(other.completion),
                estimated || other.estimated);
    }

    public Tokens total() {
        return prompt.plus(completion);
    }
}
