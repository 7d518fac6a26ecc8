package dev.tutti.learning.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to train into a model store, held by one process at a time. It is the operating system's lock on a file that
 * stays, so a process that is killed leaves nothing to clean up.
 */
final class TrainingLock implements AutoCloseable {
    private final FileChannel channel;

    private TrainingLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, or nothing when someone holds it. */
    static Optional<TrainingLock> tryTake(Path folder) {
        try {
            Files.createDirectories(folder);
            return taken(FileChannel.open(
                    folder.resolve("training.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException("no lock can be taken in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Optional<TrainingLock> taken(FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new TrainingLock(channel));
    }

    /** Closing the channel gives the lock back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
