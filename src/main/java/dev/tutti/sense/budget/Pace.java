package dev.tutti.sense.budget;

/**
 * How the pacing of a key stands. {@code base}: the score that a dollar must buy where nothing is saved and nothing owed.
 * {@code ahead}: what is saved, in requests of mean cost; negative when owed. All that outlives the program.
 */
public record Pace(double base, double ahead) {
    public Pace {
        if (!(base > 0) || Double.isInfinite(base)) {
            throw new IllegalArgumentException("a base price is above 0, was " + base);
        }
        if (!Double.isFinite(ahead)) {
            throw new IllegalArgumentException("what is saved is a number, was " + ahead);
        }
    }
}
