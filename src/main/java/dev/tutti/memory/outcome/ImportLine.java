package dev.tutti.memory.outcome;

/** What one line of an import says. */
public sealed interface ImportLine {
    /** A row with its labels, fit to be kept. */
    record Accepted(LabelledRow row) implements ImportLine {}

    /**
     * Nothing that can be kept: the line's number from 1, the path of the field at fault (empty when the line as a whole
     * is), what it holds (cut short) and what is allowed.
     */
    record Rejected(long line, String field, String value, String reason) implements ImportLine {}
}
