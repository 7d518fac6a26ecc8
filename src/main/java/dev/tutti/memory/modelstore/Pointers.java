package dev.tutti.memory.modelstore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the two small files of a shelf say: which release serves, whatever is named there, and which is on its way. */
record Pointers(Optional<String> current, Optional<Rollout> rollout) {
    static final Pointers NONE = new Pointers(Optional.empty(), Optional.empty());

    static Pointers of(ReleaseShelf shelf) {
        return new Pointers(shelf.current(), shelf.underWay());
    }

    /**
     * The one pointed to, then those before it, then those after it; each time the newest first. Never one on its way, and
     * none that was taken back, unless somebody had it serve later.
     */
    List<String> startingOrder(List<String> ids, Set<String> withdrawn) {
        String pointed = current.orElse("");
        List<String> order = new ArrayList<>(ids);
        order.removeIf(id -> !id.equals(pointed) && (withdrawn.contains(id) || onItsWay(id)));
        order.sort(Comparator.comparingInt((String id) -> Integer.signum(Math.max(0, id.compareTo(pointed))))
                .thenComparing(Comparator.reverseOrder()));
        if (!pointed.isEmpty() && !order.contains(pointed)) {
            order.addFirst(pointed);
        }
        return order;
    }

    private boolean onItsWay(String id) {
        return rollout.filter(found -> found.challenger().equals(id)).isPresent();
    }
}
