package dev.tutti.learning.training;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A bounded sample of a list: each so many-th element from the first on, in their order. Of lists that are in order of
 * time or of hashes every time and every kind keeps its share, and the same list gives the same sample.
 */
final class Thinned {
    private Thinned() {}

    /** The list itself where it has no more than that. */
    static <T> List<T> to(int most, List<T> all) {
        int every = Math.ceilDiv(all.size(), most);
        return every <= 1
                ? all
                : IntStream.iterate(0, i -> i < all.size(), i -> i + every)
                        .mapToObj(all::get)
                        .toList();
    }
}
