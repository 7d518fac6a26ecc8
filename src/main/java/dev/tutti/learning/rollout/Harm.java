package dev.tutti.learning.rollout;

import java.util.Locale;

/** One way in which a challenger may be worse than the champion; the larger the difference, the worse. */
enum Harm {
    /** The champion's score less the challenger's. */
    QUALITY("its answers score lower", 1),
    /** The challenger's share of degraded and failed answers less the champion's. */
    FAILURES("more of its answers are degraded or failed", 1),
    /** Cost over what was told, the challenger's less the champion's. */
    COST("its requests cost more than it told", Went.MOST_RATIO),
    /** Time over what was told, the challenger's less the champion's. */
    LATENCY("its requests take longer than it told", Went.MOST_RATIO);

    private final String words;
    private final double most;

    Harm(String words, double most) {
        this.words = words;
        this.most = most;
    }

    String words() {
        return words;
    }

    /** No difference is larger, or below less this. */
    double most() {
        return most;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
