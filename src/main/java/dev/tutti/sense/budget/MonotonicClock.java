package dev.tutti.sense.budget;

/** Time that only runs forward and that no operator and no time server can set; the origin means nothing. */
@FunctionalInterface
public interface MonotonicClock {
    long nanos();

    static MonotonicClock system() {
        return System::nanoTime;
    }
}
