package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.ReleaseRefused.Reason;
import dev.tutti.sense.feature.FeatureSchema;
import dev.tutti.words.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** The model store in a folder; see {@link ReleaseShelf} for what lies where. */
public final class FileModelStore implements ModelStore {
    private static final Logger LOG = Logger.getLogger(FileModelStore.class);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ReleaseShelf shelf;
    private final Rollouts rollouts;
    private final Catalogue catalogue;
    private final FeatureSchema schema;
    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Standing standing = new Standing(ServingModels.NONE, Optional.empty());
    /** What was last seen of the pointers, so that a broken one is told once and not at every look. */
    private Pointers seen = Pointers.NONE;

    /** What decides, and the rollout that the challenger of it is in; swapped as one. */
    private record Standing(ServingModels models, Optional<Rollout> rollout) {}

    /** What the two small files say. */
    private record Pointers(Optional<String> current, Optional<Rollout> rollout) {
        static final Pointers NONE = new Pointers(Optional.empty(), Optional.empty());

        static Pointers of(ReleaseShelf shelf) {
            return new Pointers(shelf.current(), shelf.underWay());
        }
    }

    private FileModelStore(Path folder, Catalogue catalogue, FeatureSchema schema, InstantSource clock) {
        this.shelf = new ReleaseShelf(folder);
        this.rollouts = new Rollouts(shelf, clock);
        this.catalogue = catalogue;
        this.schema = schema;
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
        List<String> order = startingOrder(seen.current().orElse(""));
        if (order.isEmpty()) {
            standing = beside(Optional.empty());
            return;
        }
        String pointed = seen.current().orElse("");
        Optional<RouterModel> found = firstThatVerifies(order);
        if (found.isEmpty()) {
            LOG.error("No router release verifies: requests are routed by the rule without a model.");
        } else if (!found.get().version().equals(pointed)) {
            LOG.errorf(
                    "The model store points to '%s', but %s serves.",
                    pointed.isEmpty() ? "nothing" : pointed, found.get().version());
        }
        standing = beside(found);
    }

    private Optional<RouterModel> firstThatVerifies(List<String> order) {
        for (String id : order) {
            try {
                return Optional.of(load(id));
            } catch (ReleaseRefused refused) {
                LOG.errorf("A router release is not served: %s", refused.getMessage());
            }
        }
        return Optional.empty();
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
                .orElseGet(() -> load(id));
    }

    /** A store that can be read but not written still serves. */
    private void clearUp() {
        try {
            shelf.clearUp();
        } catch (ReleaseRefused refused) {
            LOG.warnf("What a killed training left stays where it is: %s", refused.getMessage());
        }
    }

    /**
     * The one pointed to, then those before it, then those after it; each time the newest first. Never one on its way, and
     * none that was taken back, unless somebody had it serve later.
     */
    private List<String> startingOrder(String pointed) {
        List<String> order = new ArrayList<>(shelf.ids());
        Set<String> withdrawn = shelf.withdrawn();
        order.removeIf(id -> !id.equals(pointed) && (withdrawn.contains(id) || onItsWay(id)));
        order.sort(Comparator.comparingInt((String id) -> Integer.signum(Math.max(0, id.compareTo(pointed))))
                .thenComparing(Comparator.reverseOrder()));
        if (!pointed.isEmpty() && !order.contains(pointed)) {
            order.addFirst(pointed);
        }
        return order;
    }

    private boolean onItsWay(String id) {
        return seen.rollout().filter(found -> found.challenger().equals(id)).isPresent();
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
        List<ReleaseSummary> all = new ArrayList<>();
        String now = servingId();
        for (String id : shelf.ids()) {
            try {
                ReleaseFolder release = shelf.release(id);
                Manifest manifest = release.manifest();
                all.add(manifest.summary(id.equals(now)).promising(ReleaseContent.certificates(release, manifest)));
            } catch (ReleaseRefused refused) {
                LOG.warnf("A router release is not listed: %s", refused.getMessage());
            }
        }
        return all;
    }

    @Override
    public ReleaseSummary publish(ReleaseDraft draft) {
        Written written = written(draft);
        serve(
                History.Event.PUBLISHED,
                () -> router(written.manifest(), shelf.add(written.files(), written.manifest())));
        return written.manifest().summary(true);
    }

    @Override
    public synchronized ReleaseSummary propose(ReleaseDraft draft) {
        Written written = written(draft);
        Manifest manifest = written.manifest();
        refresh();
        shelf.exclusively(() -> {
            requireSeen();
            makeWay();
            rollouts.requireNew(manifest);
            router(manifest, shelf.add(written.files(), manifest));
            return rollouts.begin(current().map(RouterModel::version).orElse(Rollout.NO_RELEASE), manifest.id());
        });
        refresh();
        return manifest.summary(false);
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

    /** A draft as files. */
    private record Written(SortedMap<String, byte[]> files, Manifest manifest) {}

    private Written written(ReleaseDraft draft) {
        SortedMap<String, byte[]> files = ReleaseContent.files(draft);
        Manifest manifest = manifest(files, draft);
        requireSchema(manifest);
        return new Written(files, manifest);
    }

    private Manifest manifest(SortedMap<String, byte[]> files, ReleaseDraft draft) {
        SortedMap<String, String> hashes = new TreeMap<>();
        files.forEach((name, bytes) -> hashes.put(name, Sha256.of(bytes)));
        String content = Manifest.contentHash(hashes, draft.facts(), draft.verdict());
        var at = clock.instant();
        String id = SECONDS.format(at) + "-" + content.substring(0, 8);
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new Manifest(
                Manifest.FORMAT,
                id,
                content,
                hashes,
                draft.facts(),
                draft.verdict(),
                new Manifest.Made(at, System.getProperty("java.version"), machine));
    }

    @Override
    public ReleaseSummary promote(String id) {
        serve(History.Event.PROMOTED, () -> load(id));
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
        serve(History.Event.ROLLED_BACK, this::loadOneBefore);
        return shelf.release(servingId()).manifest().summary(true);
    }

    private RouterModel loadOneBefore() throws IOException {
        String now = servingId();
        for (String id : shelf.history().before(now)) {
            try {
                if (!id.equals(now)) {
                    return load(id);
                }
            } catch (ReleaseRefused refused) {
                LOG.warnf("Rolling back passes over a release: %s", refused.getMessage());
            }
        }
        throw new ReleaseRefused(
                Reason.NONE_BEFORE,
                now.isEmpty()
                        ? "no release serves, so there is none to go back from"
                        : "no release served before '" + now + "' that could serve again");
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
            return named.isPresent() ? Optional.of(load(named.get())) : current();
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

    private RouterModel load(String id) {
        ReleaseFolder release = shelf.release(id);
        Manifest manifest = release.manifest();
        requireSchema(manifest);
        return router(manifest, release.parts(manifest));
    }

    private RouterModel router(Manifest manifest, ReleaseParts parts) {
        return parts.router(manifest.id(), manifest.facts().trainedOn(), catalogue);
    }

    private void requireSchema(Manifest manifest) {
        FeatureSchema made = manifest.facts().features();
        if (!made.equals(schema)) {
            throw new ReleaseRefused(
                    Reason.INCOMPATIBLE,
                    "release " + manifest.id() + " was made for feature schema " + made.version()
                            + ", this program has " + schema.version());
        }
    }

    private String servingId() {
        return current().map(RouterModel::version).orElse("");
    }
}
