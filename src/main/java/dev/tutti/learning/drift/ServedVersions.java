package dev.tutti.learning.drift;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The ids under which a provider said that it served one model, and the newest that was not among those before: a new
 * version of the model. An id that was seen before is none, so that a provider that serves two in turn is told of once.
 * Never remembers more than {@value #MOST}: an id that changes with every call names no version. Not safe for threads.
 */
public final class ServedVersions {
    static final int MOST = 16;

    /** The model was served as {@code before}, and since then as {@code now} too or instead. */
    public record Change(String before, String now, Instant since) {}

    private final Set<String> known;
    private Optional<String> last;
    private Optional<Change> change;

    public ServedVersions() {
        this(new HashSet<>(), Optional.empty(), Optional.empty());
    }

    private ServedVersions(Set<String> known, Optional<String> last, Optional<Change> change) {
        this.known = known;
        this.last = last;
        this.change = change;
    }

    ServedVersions copy() {
        return new ServedVersions(new HashSet<>(known), last, change);
    }

    /** An id that is no news, as a release has learned from it. */
    void learned(String id) {
        if (known.size() < MOST) {
            known.add(id);
        }
        last = Optional.of(id);
    }

    public void served(String id, Instant at) {
        if (known.size() < MOST && known.add(id)) {
            change = last.<Change>map(before -> new Change(before, id, at)).or(() -> change);
        }
        last = Optional.of(id);
    }

    public Optional<Change> change() {
        return change;
    }
}
