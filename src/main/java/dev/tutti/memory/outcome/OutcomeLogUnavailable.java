package dev.tutti.memory.outcome;

/** The outcome log does not take or give rows now: disk full, file locked, database down. */
public final class OutcomeLogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OutcomeLogUnavailable(String message) {
        super(message);
    }

    public OutcomeLogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
