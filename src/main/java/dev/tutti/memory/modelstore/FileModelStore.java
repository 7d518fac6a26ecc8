package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.ReleaseRefused.Reason;
import dev.tutti.sense.feature.FeatureSchema;
import dev.tutti.words.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** The model store in a folder; see {@link ReleaseShelf} for what lies where. */
public final class FileModelStore implements ModelStore {
    private static final Logger LOG = Logger.getLogger(FileModelStore.class);

    private final ReleaseShelf shelf;
    private final Rollouts rollouts;
    private final ReleaseLoader loader;
    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Standing standing = new Standing(ServingModels.NONE, Optional.empty());
    /** What was last seen of the pointers, so that a broken one is told once and not at every look. */
    private Pointers seen = Pointers.NONE;

    /** What decides, and the rollout that the challenger of it is in; swapped as one. */
    private record Standing(ServingModels models, Optional<Rollout> rollout) {}

    private FileModelStore(Path folder, Catalogue catalogue, FeatureSchema schema, InstantSource clock) {
        this.shelf = new ReleaseShelf(folder);
        this.rollouts = new Rollouts(shelf, clock);
        this.loader = new ReleaseLoader(shelf, catalogue, schema);
        this.clock = clock;
    }

    /**
     * Opens the store and serves what its pointer names; when that release does not verify, the newest one before it that
     * does, and says so. A folder that is not there is an empty store. Releases of another feature schema are refused.
     */
    public static FileModelStore open(Path folder, Catalogue catalogue, FeatureSchema schema, InstantSource clock) {
        FileModelStore store = new FileModelStore(folder, catalogue, schema, clock);
        store.start();
        return store;
    }

    private synchronized void start() {
        clearUp();
        seen = Pointers.of(shelf);
        List<String> order = seen.startingOrder(shelf.ids(), shelf.withdrawn());
        if (order.isEmpty()) {
            standing = beside(Optional.empty());
            return;
        }
        String pointed = seen.current().orElse("");
        Optional<RouterModel> found = loader.firstThatVerifies(order);
        if (found.isEmpty()) {
            LOG.error("No router release verifies: requests are routed by the rule without a model.");
        } else if (!found.get().version().equals(pointed)) {
            LOG.errorf(
                    "The model store points to '%s', but %s serves.",
                    pointed.isEmpty() ? "nothing" : pointed, found.get().version());
        }
        standing = beside(found);
    }

    /** The champion with the challenger of the rollout seen, where that is of this champion and verifies. */
    private Standing beside(Optional<RouterModel> champion) {
        String version = champion.map(RouterModel::version).orElse(Rollout.NO_RELEASE);
        Standing alone = new Standing(ServingModels.of(champion), Optional.empty());
        Optional<Rollout> rollout =
                seen.rollout().filter(found -> found.champion().equals(version));
        if (rollout.isEmpty()) {
            return alone;
        }
        try {
            RouterModel challenger = challenger(rollout.get().challenger());
            return new Standing(
                    new ServingModels(
                            champion,
                            Optional.of(new ServingModels.Challenger(
                                    challenger, rollout.get().stage()))),
                    rollout);
        } catch (ReleaseRefused refused) {
            LOG.errorf("A router release is not rolled out, '%s' serves alone: %s", version, refused.getMessage());
            return alone;
        }
    }

    /** Read once for all its stages. */
    private RouterModel challenger(String id) {
        return standing.models()
                .challenger()
                .map(ServingModels.Challenger::model)
                .filter(known -> known.version().equals(id))
                .orElseGet(() -> loader.load(id));
    }

    /** A store that can be read but not written still serves. */
    private void clearUp() {
        try {
            shelf.clearUp();
        } catch (ReleaseRefused refused) {
            LOG.warnf("What a killed training left stays where it is: %s", refused.getMessage());
        }
    }

    @Override
    public Optional<RouterModel> current() {
        return standing.models().champion();
    }

    @Override
    public ServingModels serving() {
        return standing.models();
    }

    @Override
    public Optional<Rollout> rollout() {
        return standing.rollout();
    }

    @Override
    public List<ReleaseSummary> releases() {
        return loader.summaries(servingId());
    }

    @Override
    public ReleaseSummary publish(ReleaseDraft draft) {
        WrittenRelease written = written(draft);
        serve(History.Event.PUBLISHED, () -> loader.add(written));
        return written.manifest().summary(true);
    }

    @Override
    public synchronized ReleaseSummary propose(ReleaseDraft draft) {
        WrittenRelease written = written(draft);
        Manifest manifest = written.manifest();
        refresh();
        shelf.exclusively(() -> {
            requireSeen();
            makeWay();
            rollouts.requireNew(manifest);
            loader.add(written);
            return rollouts.begin(current().map(RouterModel::version).orElse(Rollout.NO_RELEASE), manifest.id());
        });
        refresh();
        return manifest.summary(false);
    }

    private WrittenRelease written(ReleaseDraft draft) {
        WrittenRelease written = WrittenRelease.of(draft, clock.instant());
        loader.requireSchema(written.manifest());
        return written;
    }

    /** What another process has changed since the last look is no reason to take anything back. */
    private void requireSeen() {
        if (!Pointers.of(shelf).equals(seen)) {
            throw new ReleaseRefused(Reason.UNDER_WAY, "another process is just changing what serves");
        }
    }

    /** A rollout that does not serve never ends by itself, and would keep away all that is learned from now on. */
    private void makeWay() throws IOException {
        Optional<Rollout> unserved = shelf.underWay().filter(found -> !rollout().equals(Optional.of(found)));
        if (unserved.isPresent()) {
            rollouts.takeBack(
                    unserved.get(), "it does not verify, or its champion", JsonNodeFactory.instance.objectNode());
        }
    }

    @Override
    public synchronized void advance(Rollout from) {
        Optional<Stage> next = from.stage().next();
        if (next.isPresent()) {
            shelf.exclusively(() -> rollouts.move(from, next.get()));
            refresh();
        } else {
            serve(History.Event.PROMOTED, () -> {
                rollouts.requireSame(from);
                return challenger(from.challenger());
            });
        }
    }

    @Override
    public synchronized void withdraw(Rollout from, String reason, ObjectNode figures) {
        shelf.exclusively(() -> {
            rollouts.requireSame(from);
            return rollouts.takeBack(from, reason, figures);
        });
        refresh();
    }

    @Override
    public ReleaseSummary promote(String id) {
        serve(History.Event.PROMOTED, () -> loader.load(id));
        return shelf.release(id).manifest().summary(true);
    }

    @Override
    public synchronized ReleaseSummary rollback() {
        refresh();
        Optional<Rollout> underWay = shelf.underWay();
        if (underWay.isPresent()) {
            withdraw(underWay.get(), "taken back by hand", JsonNodeFactory.instance.objectNode());
            String told =
                    current().map(RouterModel::version).orElse(underWay.get().challenger());
            return shelf.release(told).manifest().summary(current().isPresent());
        }
        serve(History.Event.ROLLED_BACK, () -> loader.oneBefore(servingId()));
        return shelf.release(servingId()).manifest().summary(true);
    }

    @Override
    public SortedSet<String> trainedPrompts(String id) {
        ReleaseFolder release = shelf.release(id);
        return ReleaseContent.prompts(release.verified(release.manifest(), ReleaseContent.PROMPTS));
    }

    @Override
    public synchronized boolean refresh() {
        Pointers now = Pointers.of(shelf);
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        Standing next = beside(pointedTo(now));
        boolean other = !next.equals(standing);
        if (other) {
            swap(next);
        }
        return other;
    }

    /** What the pointer names, or where that does not verify or nothing is named what serves. */
    private Optional<RouterModel> pointedTo(Pointers now) {
        Optional<String> named = now.current().filter(id -> !id.equals(servingId()));
        try {
            return named.isPresent() ? Optional.of(loader.load(named.get())) : current();
        } catch (ReleaseRefused refused) {
            LOG.errorf("A router release is not served, '%s' goes on: %s", servingId(), refused.getMessage());
            return current();
        }
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Nothing is pointed to before it was loaded; nothing serves before it is pointed to. A rollout under way ends
     * before that: of another release than this one it says that it was taken back.
     */
    private synchronized void serve(History.Event event, ReleaseShelf.Exclusive<RouterModel> loading) {
        RouterModel next = shelf.exclusively(() -> {
            RouterModel loaded = loading.run();
            rollouts.end(loaded.version());
            shelf.pointTo(loaded.version());
            shelf.history().add(clock.instant(), event, loaded.version());
            shelf.prune(loaded.version());
            return loaded;
        });
        seen = Pointers.of(shelf);
        swap(beside(Optional.of(next)));
    }

    private void swap(Standing next) {
        standing = next;
        listeners.forEach(Runnable::run);
    }

    private String servingId() {
        return current().map(RouterModel::version).orElse("");
    }
}
