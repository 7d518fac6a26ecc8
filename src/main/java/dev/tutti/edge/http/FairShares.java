package dev.tutti.edge.http;

import dev.tutti.words.chat.KeyId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may come in where not all may: max-min fair between keys of equal weight (Bertsekas and Gallager, 1992, 6.5.2). A key
 * that asks for less than its share gets all of it, and what it leaves is shared among the others. For one thread at a time.
 */
final class FairShares {
    /** What who already has its share leaves to others, of the room there is. */
    private static final double KEPT_FREE = 0.1;

    private static final double MOST_KEPT_FREE = 0.8;
    /** A key that lately asked for less is forgotten. */
    private static final double TRACE = 0.01;

    private final Map<KeyId, Share> byKey = new HashMap<>();
    /** What every key may get, in units of {@link Share}. */
    private double level = Double.POSITIVE_INFINITY;

    /** The key has one more wish. */
    Share asks(KeyId key, long nanos) {
        Share share = byKey.computeIfAbsent(key, name -> new Share(name, nanos));
        share.asks(nanos);
        return share;
    }

    /**
     * Whether it may be granted; {@code room}: of what may come in at once, 1 to -1, where what is below 0 is owed and left
     * to those who ask for less than their share.
     */
    boolean mayEnter(Share share, double room) {
        if (asksForLess(share)) {
            return room > -1;
        }
        return room > (hasEnough(share) ? leftToOthers(share) : 0);
    }

    /** The more, the more the key got beyond its share: what is known of the shares is always a little late. */
    private double leftToOthers(Share share) {
        return Math.min(MOST_KEPT_FREE, KEPT_FREE + share.got() / level - 1);
    }

    private boolean hasEnough(Share share) {
        return share.got() >= level;
    }

    /** Whether the key lately asked for less than its share, where there are shares. */
    boolean asksForLess(Share share) {
        return level < Double.POSITIVE_INFINITY && share.asked() <= level;
    }

    /** Whether one more of that key may be inside where {@code most} may be in all, and {@code inside} are. */
    boolean mayStay(Share share, int inside, int most) {
        // As if there were one key more: it may come any time, and those inside may stay for long.
        boolean few = (long) (share.inside() + 1) * (byKey.size() + 1) <= most;
        return inside < (few ? most : (int) (most * (1 - KEPT_FREE)));
    }

    /** Reckons anew what every key may get when so many a second may come in; infinite: all that is asked for. */
    void share(double perSecond, long nanos) {
        byKey.values().forEach(share -> share.age(nanos));
        byKey.values().removeIf(share -> share.inside() == 0 && share.asked() < TRACE);
        level = level(perSecond * Share.LATELY.toMillis() / 1e3);
    }

    /** Fills all vessels evenly: those that are full leave their part to the others. */
    private double level(double left) {
        List<Double> wishes = byKey.values().stream().map(Share::asked).sorted().toList();
        double rest = left;
        for (int i = 0; i < wishes.size(); i++) {
            double even = rest / (wishes.size() - i);
            if (wishes.get(i) > even) {
                return even;
            }
            rest -= wishes.get(i);
        }
        return Double.POSITIVE_INFINITY;
    }
}
