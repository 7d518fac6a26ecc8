package dev.tutti.serving.provider;

/** What came is no chat completion. The message says why, and never quotes what came. */
final class NotAnAnswer extends Exception {
    NotAnAnswer(String message) {
        super(message, null, false, false);
    }
}
