package dev.tutti.sense.budget;

import dev.tutti.words.chat.Usd;

/**
 * What a key is paced by: {@code mean}, the most that its requests may cost on the mean, and {@code least}, what a dollar
 * must buy at least, however much is saved. The law of the price as pure functions of a {@link Pace}: online dual descent
 * on the constraint "mean cost at most the ceiling" (Balseiro and Gur 2019) with a memory, so that what was spent too much
 * or too little is made good and not only stopped. Its steps are requests: no clock runs in it, so bursts and nights are
 * nothing special.
 */
public record PaceTerms(Usd mean, double least) {
    /** A saved request's worth makes the price that part lower, an owed one that much higher. */
    private static final double PULL = 0.005;

    /** What is far off is pulled harder: at so many requests twice as hard. */
    private static final double FAR = 200;

    /** The base follows what is saved or owed so slowly that it never swings (an eighth of the square of the pull). */
    private static final double DRIFT = PULL * PULL / 8;

    /** More is not saved: what was not spent long ago shall not pay for a spree. */
    private static final double MOST_SAVED = 500;

    /** More is not owed: where no price keeps the ceiling, as where callers' targets do not, it is not made good for ever. */
    private static final double MOST_OWED = 5_000;

    /** At the dearest a request of mean cost must bring so many full scores, which none does. */
    private static final double DEAREST = 100;

    /** The price is told in steps of so many to the doubling, so that equal requests meet equal prices and are cached. */
    private static final int STEPS = 16;

    /** Stands for a least price of 0, of which there is no logarithm. */
    private static final double ALMOST_FREE = 1e-3;

    public PaceTerms {
        if (mean.compareTo(Usd.ZERO) <= 0) {
            throw new IllegalArgumentException("a mean cost is above 0, was " + mean);
        }
        if (!(least >= 0) || Double.isInfinite(least)) {
            throw new IllegalArgumentException("a least gain per USD is 0 or more, was " + least);
        }
    }

    /** Of a key that has spent nothing yet: its mean must buy a full score, so that it comes to the ceiling from below. */
    public Pace start() {
        return within(1 / mean.toDouble(), 0);
    }

    /** The same standing under these terms, should it have been reached under others. */
    public Pace resumed(Pace before) {
        return within(before.base(), before.ahead());
    }

    /** A request has been decided that is expected to cost that much: it counts at once, though it is told later. */
    public Pace asked(Pace pace, Usd expected) {
        double ahead = saved(pace.ahead() + 1 - share(expected));
        return within(pace.base() * Math.exp(-DRIFT * ahead), ahead);
    }

    /** A request has cost that much more than was expected, or less. */
    public Pace settled(Pace pace, Usd more) {
        return within(pace.base(), pace.ahead() - share(more));
    }

    /** The score that a dollar must buy now: {@code least} up to where nothing but the cheapest is bought. */
    public double gainPerUsd(Pace pace) {
        double pull = PULL * pace.ahead() * (1 + Math.abs(pace.ahead()) / FAR);
        double price = bounded(pace.base() * Math.exp(-pull));
        return price <= lowest() ? least : Math.max(least, stepped(price));
    }

    private static double stepped(double price) {
        return Math.exp(Math.rint(Math.log(price) / Math.log(2) * STEPS) / STEPS * Math.log(2));
    }

    private Pace within(double base, double ahead) {
        return new Pace(bounded(base), saved(ahead));
    }

    private static double saved(double ahead) {
        return Math.clamp(ahead, -MOST_OWED, MOST_SAVED);
    }

    private double bounded(double price) {
        return Math.clamp(price, lowest(), Math.max(lowest(), DEAREST / mean.toDouble()));
    }

    private double lowest() {
        return Math.max(least, ALMOST_FREE);
    }

    private double share(Usd amount) {
        return amount.toDouble() / mean.toDouble();
    }
}
