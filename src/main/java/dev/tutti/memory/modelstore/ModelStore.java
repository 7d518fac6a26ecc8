package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** What {@link #current} is, and the release that is rolled out beside it: one volatile read, no I/O. */
    ServingModels serving();

    /** All releases, the newest first. */
    List<ReleaseSummary> releases();

    /** Writes a release whole, then serves it; one that was on its way is taken back. */
    ReleaseSummary publish(ReleaseDraft draft);

    /**
     * Writes a release whole and has it begin its way to serve, in the shadow. Refused while another one is on its way,
     * and for content that was taken back before. One on its way that does not verify, or whose champion does not, is taken
     * back first.
     */
    ReleaseSummary propose(ReleaseDraft draft);

    /** The release on its way, as of the last change that this process has seen: no I/O. */
    Optional<Rollout> rollout();

    /** Moves it to its next stage; after the last it is the champion. Refused when this is not how far it has come. */
    void advance(Rollout from);

    /** Takes it back, for that reason and by those figures; it is not proposed again. Refused as above. */
    void withdraw(Rollout from, String reason, ObjectNode figures);

    /** Serves a release that is there; one that was on its way, unless it is that one, is taken back. */
    ReleaseSummary promote(String id);

    /**
     * Takes back the release on its way, so that the champion decides alone. Without one, serves the release that served
     * before the present one; again, the one before that.
     */
    ReleaseSummary rollback();

    /** The hashes of the prompts that a release was trained on. */
    SortedSet<String> trainedPrompts(String id);

    /** Serves what another process has published or promoted since; true when the release changed. */
    boolean refresh();

    /** Runs after each change of {@link #current}, on the thread that changed it. */
    void onChange(Runnable listener);
}
