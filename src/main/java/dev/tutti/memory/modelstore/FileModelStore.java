package dev.tutti.memory.modelstore;

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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The model store in a folder; see {@link ReleaseShelf} for what lies where. */
public final class FileModelStore implements ModelStore {
    private static final Logger LOG = Logger.getLogger(FileModelStore.class);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ReleaseShelf shelf;
    private final Catalogue catalogue;
    private final FeatureSchema schema;
    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable RouterModel serving;
    /** The pointer's last seen word, so that a broken one is told once and not at every look. */
    private Optional<String> seen = Optional.empty();

    private FileModelStore(Path folder, Catalogue catalogue, FeatureSchema schema, InstantSource clock) {
        this.shelf = new ReleaseShelf(folder);
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
        seen = shelf.current();
        if (seen.isEmpty() && shelf.ids().isEmpty()) {
            return;
        }
        for (String id : startingOrder(seen.orElse(""))) {
            try {
                serving = load(id);
                break;
            } catch (ReleaseRefused refused) {
                LOG.errorf("A router release is not served: %s", refused.getMessage());
            }
        }
        RouterModel found = serving;
        if (found == null) {
            LOG.error("No router release verifies: requests are routed by the rule without a model.");
        } else if (!found.version().equals(seen.orElse(""))) {
            LOG.errorf("The model store points to '%s', but %s serves.", seen.orElse("nothing"), found.version());
        }
    }

    /** A store that can be read but not written still serves. */
    private void clearUp() {
        try {
            shelf.clearUp();
        } catch (ReleaseRefused refused) {
            LOG.warnf("What a killed training left stays where it is: %s", refused.getMessage());
        }
    }

    /** The one pointed to, then those before it, then those after it; each time the newest first. */
    private List<String> startingOrder(String pointed) {
        List<String> order = new ArrayList<>(shelf.ids());
        order.sort(Comparator.comparingInt((String id) -> Integer.signum(Math.max(0, id.compareTo(pointed))))
                .thenComparing(Comparator.reverseOrder()));
        if (!pointed.isEmpty() && !order.contains(pointed)) {
            order.addFirst(pointed);
        }
        return order;
    }

    @Override
    public Optional<RouterModel> current() {
        return Optional.ofNullable(serving);
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
        SortedMap<String, byte[]> files = ReleaseContent.files(draft);
        Manifest manifest = manifest(files, draft);
        requireSchema(manifest);
        serve(History.Event.PUBLISHED, () -> {
            ReleaseParts parts = shelf.add(files, manifest);
            return router(manifest, parts);
        });
        return manifest.summary(true);
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
    public ReleaseSummary rollback() {
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
        Optional<String> pointed = shelf.current();
        if (pointed.equals(seen)) {
            return false;
        }
        seen = pointed;
        if (pointed.isEmpty() || pointed.get().equals(servingId())) {
            return false;
        }
        try {
            swap(load(pointed.get()));
            return true;
        } catch (ReleaseRefused refused) {
            LOG.errorf("A router release is not served, '%s' goes on: %s", servingId(), refused.getMessage());
            return false;
        }
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Nothing is pointed to before it was loaded; nothing serves before it is pointed to. */
    private synchronized void serve(History.Event event, ReleaseShelf.Exclusive<RouterModel> loading) {
        RouterModel next = shelf.exclusively(() -> {
            RouterModel loaded = loading.run();
            shelf.pointTo(loaded.version());
            shelf.history().add(clock.instant(), event, loaded.version());
            shelf.prune(loaded.version());
            return loaded;
        });
        seen = Optional.of(next.version());
        swap(next);
    }

    private void swap(RouterModel next) {
        serving = next;
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
        RouterModel model = serving;
        return model == null ? "" : model.version();
    }
}
