package dev.tutti.learning.training;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a row of the log does not train. */
public enum DropReason {
    /** The caller had left; that says nothing about the plan. */
    CANCELLED,
    /** Nobody has said how good the answer was. */
    UNLABELLED,
    /** A person's score counts only when those who are slower have had their time. */
    IN_LABEL_WINDOW,
    /** A cost below zero, or a row of the future. */
    OUT_OF_RANGE,
    /** Its features are of another schema. */
    OTHER_FEATURES,
    /** A model of its plan is not in the catalogue. */
    UNKNOWN_MODEL,
    /** One of its models is served in another version now. */
    FORMER_VERSION,
    /** The same id came before. */
    DUPLICATE,
    /** A judge's call: its plan answered no caller's prompt. */
    JUDGING,
    /** Its propensity is too small to be a policy's: its weight would drown all others. */
    PROPENSITY,
    /** It ran to be compared with another plan, where two routers differed: nobody's fair sample. */
    PAIRED,
    /** An answer of before, given again: nothing was run. */
    CACHED,
    /** It cannot be read: damaged on disk, or written by another program. */
    DAMAGED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
