package dev.tutti.edge.http;

import dev.tutti.words.chat.KeyId;
import java.time.Duration;

/** What one key lately asked for and got, each a count of which e-fold is forgotten in two seconds. For one thread at a time. */
final class Share {
    /** Over so long is "lately". */
    static final Duration LATELY = Duration.ofSeconds(2);

    private static final double LATELY_NANOS = LATELY.toNanos();

    private final KeyId key;
    private double asked;
    private double got;
    private int inside;
    private long at;

    Share(KeyId key, long nanos) {
        this.key = key;
        this.at = nanos;
    }

    KeyId key() {
        return key;
    }

    double asked() {
        return asked;
    }

    double got() {
        return got;
    }

    int inside() {
        return inside;
    }

    void asks(long nanos) {
        age(nanos);
        asked++;
    }

    void enters() {
        got++;
        inside++;
    }

    void leaves() {
        inside--;
    }

    void age(long nanos) {
        double kept = Math.exp(-(nanos - at) / LATELY_NANOS);
        asked *= kept;
        got *= kept;
        at = nanos;
    }
}
