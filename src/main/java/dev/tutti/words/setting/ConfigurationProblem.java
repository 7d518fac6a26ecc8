package dev.tutti.words.setting;

/** A configuration with which the program does not start; the message names key, value and what is allowed, and no secret. */
public class ConfigurationProblem extends RuntimeException {
    public ConfigurationProblem(String message) {
        super(message);
    }

    public ConfigurationProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
