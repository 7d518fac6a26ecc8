package dev.tutti.memory.modelstore;

import dev.tutti.memory.modelstore.ReleaseRefused.Reason;
import dev.tutti.sense.feature.FeatureSchema;
import dev.tutti.words.catalogue.Catalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Releases of a shelf as router models for this program's catalogue. {@link ReleaseRefused} where one does not verify, or was
 * made for another feature schema than this program's.
 */
final class ReleaseLoader {
    private static final Logger LOG = Logger.getLogger(ReleaseLoader.class);

    private final ReleaseShelf shelf;
    private final Catalogue catalogue;
    private final FeatureSchema schema;

    ReleaseLoader(ReleaseShelf shelf, Catalogue catalogue, FeatureSchema schema) {
        this.shelf = shelf;
        this.catalogue = catalogue;
        this.schema = schema;
    }

    RouterModel load(String id) {
        ReleaseFolder release = shelf.release(id);
        Manifest manifest = release.manifest();
        requireSchema(manifest);
        return router(manifest, release.parts(manifest));
    }

    /** Puts it on the shelf, for whoever has that alone. */
    RouterModel add(WrittenRelease written) throws IOException {
        return router(written.manifest(), shelf.add(written.files(), written.manifest()));
    }

    private RouterModel router(Manifest manifest, ReleaseParts parts) {
        return parts.router(manifest.id(), manifest.facts().trainedOn(), catalogue);
    }

    void requireSchema(Manifest manifest) {
        FeatureSchema made = manifest.facts().features();
        if (!made.equals(schema)) {
            throw new ReleaseRefused(
                    Reason.INCOMPATIBLE,
                    "release " + manifest.id() + " was made for feature schema " + made.version()
                            + ", this program has " + schema.version());
        }
    }

    /** In that order; those before it are told of. */
    Optional<RouterModel> firstThatVerifies(List<String> ids) {
        for (String id : ids) {
            try {
                return Optional.of(load(id));
            } catch (ReleaseRefused refused) {
                LOG.errorf("A router release is not served: %s", refused.getMessage());
            }
        }
        return Optional.empty();
    }

    /** The latest that served before {@code now}, empty where none serves, and that verifies still. */
    RouterModel oneBefore(String now) throws IOException {
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

    /** Of all whose manifest can be read, the newest first; {@code serving}: the id of the one that serves. */
    List<ReleaseSummary> summaries(String serving) {
        List<ReleaseSummary> all = new ArrayList<>();
        for (String id : shelf.ids()) {
            try {
                ReleaseFolder release = shelf.release(id);
                Manifest manifest = release.manifest();
                all.add(manifest.summary(id.equals(serving)).promising(ReleaseContent.certificates(release, manifest)));
            } catch (ReleaseRefused refused) {
                LOG.warnf("A router release is not listed: %s", refused.getMessage());
            }
        }
        return all;
    }
}
