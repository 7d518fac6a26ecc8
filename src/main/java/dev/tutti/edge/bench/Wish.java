package dev.tutti.edge.bench;

import java.util.ArrayList;
import java.util.List;

/** What a way to answer is asked to reach; every choice that serves it is made on training prompts. */
sealed interface Wish {
    String title();

    /** The wishes that a benchmark prints. */
    enum Title {
        AT_QUALITY("cost at the strongest single's quality"),
        HALF_A_POINT_BELOW("cost at its quality - 0.5 points"),
        AT_COST("quality at its cost"),
        AT_VOTE("cost at the strongest recorded vote's quality");

        private final String words;

        Title(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** All of them, for these training points; the last where votes were recorded. */
    static List<Wish> all(FixedPlans plans) {
        Point strongest = plans.at(plans.strongest());
        List<Wish> wishes = new ArrayList<>(List.of(
                new Quality(Title.AT_QUALITY.words(), strongest.quality()),
                new Quality(Title.HALF_A_POINT_BELOW.words(), strongest.quality() - 0.005),
                new Cost(Title.AT_COST.words(), strongest.costPer1000())));
        plans.strongestVote()
                .ifPresent(vote -> wishes.add(
                        new Quality(Title.AT_VOTE.words(), plans.at(vote).quality())));
        return wishes;
    }

    /** At least this training quality, for as little money as possible. */
    record Quality(String title, double atLeast) implements Wish {}

    /** At most this training cost for 1,000 prompts, with as much quality as possible. */
    record Cost(String title, double atMostPer1000) implements Wish {}

    /** Whether {@code a} serves the wish better than {@code b}, by their training points. */
    default boolean prefers(Point a, Point b) {
        return switch (this) {
            case Quality wish -> {
                boolean reaches = a.quality() >= wish.atLeast();
                if (reaches != b.quality() >= wish.atLeast()) {
                    yield reaches;
                }
                yield reaches ? a.costPer1000() < b.costPer1000() : a.quality() > b.quality();
            }
            case Cost wish -> {
                boolean fits = a.costPer1000() <= wish.atMostPer1000();
                if (fits != b.costPer1000() <= wish.atMostPer1000()) {
                    yield fits;
                }
                yield fits ? a.quality() > b.quality() : a.costPer1000() < b.costPer1000();
            }
        };
    }
}
