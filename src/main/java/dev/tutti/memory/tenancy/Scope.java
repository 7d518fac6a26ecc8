package dev.tutti.memory.tenancy;

/** What a key may do. */
public enum Scope {
    /** Ask for answers and for dry runs. */
    CHAT,
    /** Score answers as their user. */
    FEEDBACK,
    /** Score answers as a verifier, a judge or a replay. */
    LABEL,
    /** Read outcomes, insights and router versions. */
    READ,
    /** Retrain, promote, roll back, import. */
    ADMIN
}
