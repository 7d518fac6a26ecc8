package dev.tutti.edge.identity;

/** A provider's keys could not be had; the message says why, and of what it answered an address of keys at most. */
final class KeysUnavailable extends Exception {
    private static final long serialVersionUID = 1;

    KeysUnavailable(String message) {
        super(message);
    }
}
