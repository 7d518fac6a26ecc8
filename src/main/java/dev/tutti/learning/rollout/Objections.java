package dev.tutti.learning.rollout;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What speaks against a challenger: a bet against each of its harms being small enough. Not safe for threads. */
final class Objections {
    /** Evidence that does not refute and yet speaks against: three times as likely as it should be. */
    static final double DOUBTFUL = 3;

    private final Map<Harm, Bet> bets = new EnumMap<>(Harm.class);
    private final Map<Harm, Double> margins;
    private final double level;

    /** {@code margins}: of each harm, how large it may be over all requests. {@code confidence}: of all bets together. */
    Objections(Map<Harm, Double> margins, double confidence) {
        this.margins = new EnumMap<>(margins);
        this.level = Harm.values().length / (1 - confidence);
        for (Harm harm : Harm.values()) {
            bets.put(harm, new Bet(harm.most()));
        }
    }

    static Objections of(RolloutSettings settings) {
        return new Objections(
                Map.of(
                        Harm.QUALITY, settings.margin(),
                        Harm.FAILURES, settings.failureMargin(),
                        Harm.COST, settings.costMargin(),
                        Harm.LATENCY, settings.latencyMargin()),
                settings.confidence());
    }

    /**
     * A further difference; {@code share}: of the requests that it speaks for, since where two routers choose alike they do
     * not differ, and what is allowed over all requests may come from the others alone.
     */
    void add(Harm harm, double difference, double share) {
        bet(harm).add(difference, margins.getOrDefault(harm, 0.0) / share);
    }

    Bet bet(Harm harm) {
        Bet bet = bets.get(harm);
        if (bet == null) {
            throw new IllegalArgumentException("no bet on " + harm);
        }
        return bet;
    }

    /** The e-value from which a harm is proved. */
    double level() {
        return level;
    }

    /** The harm that is proved, of several the one that is proved best. */
    Optional<Harm> proved() {
        return worst(harm -> bet(harm).eValue()).filter(harm -> bet(harm).eValue() >= level);
    }

    /** The harm that is not proved, but that what is known so far speaks for. */
    Optional<Harm> doubted() {
        return worst(harm -> bet(harm).present()).filter(harm -> bet(harm).present() >= DOUBTFUL);
    }

    private Optional<Harm> worst(ToDoubleFunction<Harm> by) {
        return bets.keySet().stream().max(Comparator.comparingDouble(by));
    }
}
