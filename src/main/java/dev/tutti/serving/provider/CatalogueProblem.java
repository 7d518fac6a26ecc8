package dev.tutti.serving.provider;

import dev.tutti.words.setting.ConfigurationProblem;

/** A catalogue that cannot be used; the message names file, place, key, value and what is allowed, and no secret. */
public final class CatalogueProblem extends ConfigurationProblem {
    public CatalogueProblem(String message) {
        super(message);
    }

    public CatalogueProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
