package dev.tutti.edge.bench;

/** What a way to answer is asked to reach; every choice that serves it is made on training prompts. */
sealed interface Wish {
    String title();

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
