package dev.tutti.serving.provider;

import java.util.ArrayList;
import java.util.List;

/** The endings of about as many calls as may be on the way at once: what the next limit rests on. */
final class Round {
    /** A share of fewer says little. */
    private static final int LEAST = 20;
    /** Enough for a median. */
    private static final int KEPT = 256;

    private final int limit;
    private final int size;
    private final List<Long> streamed = new ArrayList<>();
    private final List<Long> whole = new ArrayList<>();
    private int most;
    private int ended;
    private int crowded;

    Round(int limit) {
        this.limit = limit;
        this.size = Math.max(LEAST, limit);
    }

    /** A call has begun, and so many are on their way with it. */
    void begins(int onTheWay) {
        most = Math.max(most, onTheWay);
    }

    void ended(Signal signal) {
        switch (signal) {
            case Signal.InTime answered -> {
                ended++;
                note(answered.streamed() ? streamed : whole, answered.pace());
            }
            case Signal.Answered _ -> ended++;
            case Signal.Crowded _ -> {
                ended++;
                crowded++;
            }
            case Signal.Nothing _ -> {}
        }
    }

    private static void note(List<Long> paces, long pace) {
        if (paces.size() < KEPT) {
            paces.add(pace);
        }
    }

    /** Whether more were crowded out than that share of the whole round: known before all of it has ended. */
    boolean isCrowded(double tolerated) {
        return crowded > tolerated * size;
    }

    boolean isOver() {
        return ended >= size;
    }

    /** Whether the limit was needed: else nothing is known of a higher one. */
    boolean needed() {
        return most * 2 > limit;
    }

    List<Long> streamed() {
        return streamed;
    }

    List<Long> whole() {
        return whole;
    }
}
