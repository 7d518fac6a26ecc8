package dev.tutti.memory.modelstore;

/** A release that is not served, and why. */
public final class ReleaseRefused extends RuntimeException {
    /** Why a release is not served. */
    public enum Reason {
        /** There is no release of that name. */
        UNKNOWN,
        /** Its files are not what its manifest says, or it does not predict what it did when it was made. */
        CORRUPT,
        /** It was made for features or a format that this program does not have. */
        INCOMPATIBLE,
        /** No other release served before. */
        NONE_BEFORE,
        /** Another release is on its way to serve, or the one that was meant is not any more. */
        UNDER_WAY,
        /** The same content was taken back on its way. */
        WITHDRAWN,
        /** The disk did not give or take it. */
        UNREADABLE
    }

    private final Reason reason;

    ReleaseRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    ReleaseRefused(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
