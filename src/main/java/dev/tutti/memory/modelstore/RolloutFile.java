package dev.tutti.memory.modelstore;

import dev.tutti.memory.modelstore.ReleaseRefused.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The file {@code ROLLOUT}: which release is on its way to serve, and at which stage; replaced whole, and not there when none is. */
final class RolloutFile {
    private static final Logger LOG = Logger.getLogger(FileModelStore.class);
    /** It holds two ids and two times. */
    private static final long MOST_BYTES = 4_096;

    private final Path folder;
    private final Path file;

    RolloutFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("ROLLOUT");
    }

    /** Empty, too, when the file is none that this program wrote: then the champion serves alone. */
    Optional<Rollout> read() {
        try {
            if (Files.size(file) <= MOST_BYTES) {
                return Optional.of(ReleaseJson.read(Files.readAllBytes(file), Rollout.class));
            }
            LOG.errorf("%s is too large to be a rollout: the champion serves alone", file);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new ReleaseRefused(Reason.UNREADABLE, file + " cannot be read: " + unreadable, unreadable);
        } catch (IllegalArgumentException broken) {
            LOG.errorf("%s is not a rollout, the champion serves alone: %s", file, broken.getMessage());
        }
        return Optional.empty();
    }

    void write(Rollout rollout) throws IOException {
        Durable.replace(file, ReleaseJson.write(rollout));
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        Durable.sync(folder);
    }
}
