package dev.tutti.memory.modelstore;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The releases of the router model, and which of them serves. Nothing is served that was not verified: hashes before
 * parsing, then golden prompts, then one reference is swapped. What cannot be done is a {@link ReleaseRefused}, and what
 * served goes on serving. Safe for many threads and for several processes over one folder.
 */
public interface ModelStore {
    /** The router model that serves: one volatile read, no I/O; empty when there is none. */
    Optional<RouterModel> current();

    /** All releases, the newest first. */
    List<ReleaseSummary> releases();

    /** Writes a release whole, then serves it. */
    ReleaseSummary publish(ReleaseDraft draft);

    /** Serves a release that is there. */
    ReleaseSummary promote(String id);

    /** Serves the release that served before the present one; again, the one before that. */
    ReleaseSummary rollback();

    /** The hashes of the prompts that a release was trained on. */
    SortedSet<String> trainedPrompts(String id);

    /** Serves what another process has published or promoted since; true when the release changed. */
    boolean refresh();

    /** Runs after each change of {@link #current}, on the thread that changed it. */
    void onChange(Runnable listener);
}
