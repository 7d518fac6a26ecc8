package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.ReleaseRefused.Reason;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** The steps of a rollout, each in the history before it holds. All but the checks are for whoever has the shelf alone. */
final class Rollouts {
    private final ReleaseShelf shelf;
    private final InstantSource clock;

    Rollouts(ReleaseShelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** The same rows bring the same release again: what was taken back must not come back by itself. */
    void requireNew(Manifest manifest) {
        shelf.underWay().ifPresent(other -> {
            throw new ReleaseRefused(
                    Reason.UNDER_WAY,
                    "release " + other.challenger() + " is being rolled out, at stage "
                            + other.stage().wireName());
        });
        String content = manifest.id().substring(manifest.id().indexOf('-'));
        shelf.withdrawn().stream()
                .filter(id -> id.endsWith(content))
                .findFirst()
                .ifPresent(id -> {
                    throw new ReleaseRefused(
                            Reason.WITHDRAWN, "what was learned is release " + id + " once more, which was taken back");
                });
    }

    void requireSame(Rollout from) {
        if (!shelf.underWay().equals(Optional.of(from))) {
            throw new ReleaseRefused(
                    Reason.UNDER_WAY,
                    "release " + from.challenger() + " is not rolled out at stage "
                            + from.stage().wireName() + " any more");
        }
    }

    /**
     * {@code champion}: the release that serves. Where the pointer names another, which then does not verify, it is moved: a
     * rollout is of what is pointed to.
     */
    Rollout begin(String champion, String challenger) throws IOException {
        Rollout begun = Rollout.begin(champion, challenger, clock.instant());
        if (!shelf.current().orElse(Rollout.NO_RELEASE).equals(champion)) {
            pointTo(champion);
        }
        shelf.history().add(begun.begun(), History.Event.PROPOSED, begun, History.Note.of(begun));
        shelf.rollout().write(begun);
        shelf.prune(begun.champion());
        return begun;
    }

    private void pointTo(String champion) throws IOException {
        if (champion.equals(Rollout.NO_RELEASE)) {
            shelf.pointToNone();
        } else {
            shelf.pointTo(champion);
            shelf.history().add(clock.instant(), History.Event.ROLLED_BACK, champion);
        }
    }

    Rollout move(Rollout from, Stage next) throws IOException {
        requireSame(from);
        Rollout further = from.at(next, clock.instant());
        shelf.history().add(further.since(), History.Event.ADVANCED, further, History.Note.of(further));
        shelf.rollout().write(further);
        return further;
    }

    /** Marked before its file goes: should the program end in between, the mark holds. */
    Rollout takeBack(Rollout from, String reason, ObjectNode figures) throws IOException {
        History.Note note =
                new History.Note(from.challenger(), from.stage(), Optional.of(reason), Optional.of(figures));
        shelf.history().add(clock.instant(), History.Event.WITHDRAWN, from, note);
        shelf.rollout().delete();
        return from;
    }

    /**
     * A release is about to serve: the challenger itself, or another one in its place. The file goes before that, and
     * whatever it says: one left behind would count again as soon as its champion serves again.
     */
    void end(String serving) throws IOException {
        Optional<Rollout> other =
                shelf.underWay().filter(found -> !found.challenger().equals(serving));
        if (other.isPresent()) {
            takeBack(other.get(), "release " + serving + " serves in its place", JsonNodeFactory.instance.objectNode());
        } else {
            shelf.rollout().delete();
        }
    }
}
