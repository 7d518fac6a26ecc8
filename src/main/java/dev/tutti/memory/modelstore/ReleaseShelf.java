package dev.tutti.memory.modelstore;

import dev.tutti.memory.modelstore.ReleaseRefused.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of the model store: {@code CURRENT} (the id that serves, replaced whole), {@code releases/ID/},
 * {@code ROLLOUT} (the release on its way to serve, while there is one), {@code history.jsonl}. What begins with a dot is unfinished or on its way out.
 */
final class ReleaseShelf {
    private static final int KEPT = 5;
    private static final Pattern ID = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}");

    private final Path folder;
    private final Path releases;
    private final Path pointer;
    private final History history;
    private final RolloutFile rollout;

    ReleaseShelf(Path folder) {
        this.folder = folder;
        this.releases = folder.resolve("releases");
        this.pointer = folder.resolve("CURRENT");
        this.history = new History(folder);
        this.rollout = new RolloutFile(folder);
    }

    History history() {
        return history;
    }

    RolloutFile rollout() {
        return rollout;
    }

    /** The releases that were taken back on their way; nobody but a person has them serve. */
    Set<String> withdrawn() {
        try {
            return history.withdrawn();
        } catch (IOException unreadable) {
            throw new ReleaseRefused(
                    Reason.UNREADABLE, "the model store " + folder + " failed: " + unreadable, unreadable);
        }
    }

    /**
     * The rollout under way: one whose champion serves and whose challenger was not taken back. What is marked is marked
     * before the file goes, and the file goes before another champion is pointed to: what a crash left behind counts no more,
     * and never again.
     */
    Optional<Rollout> underWay() {
        return rollout.read()
                .filter(found -> found.champion().equals(current().orElse(Rollout.NO_RELEASE)))
                .filter(found -> !withdrawn().contains(found.challenger()));
    }

    /** Work that no other process does at the same time on this folder. */
    interface Exclusive<T> {
        T run() throws IOException;
    }

    <T> T exclusively(Exclusive<T> work) {
        try {
            Files.createDirectories(releases);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("its lock was lost");
                }
                return work.run();
            }
        } catch (IOException failed) {
            throw new ReleaseRefused(Reason.UNREADABLE, "the model store " + folder + " failed: " + failed, failed);
        }
    }

    /** The newest first. */
    List<String> ids() {
        if (!Files.isDirectory(releases)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(releases)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> ID.matcher(name).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException unreadable) {
            throw new ReleaseRefused(
                    Reason.UNREADABLE, "the model store " + folder + " failed: " + unreadable, unreadable);
        }
    }

    /** A name from outside is compared with what an id looks like before it becomes a path. */
    ReleaseFolder release(String id) {
        if (!ID.matcher(id).matches() || !Files.isDirectory(releases.resolve(id))) {
            throw new ReleaseRefused(Reason.UNKNOWN, "there is no release '" + id + "'; there are " + ids());
        }
        return new ReleaseFolder(releases.resolve(id), id);
    }

    /** The id that the pointer names, whatever it says; empty when there is none. */
    Optional<String> current() {
        try {
            return Optional.of(
                    Files.readString(pointer, StandardCharsets.ISO_8859_1).strip());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new ReleaseRefused(Reason.UNREADABLE, pointer + " cannot be read: " + unreadable, unreadable);
        }
    }

    void pointTo(String id) throws IOException {
        Durable.replace(pointer, (id + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    void pointToNone() throws IOException {
        Files.deleteIfExists(pointer);
        Durable.sync(folder);
    }

    /** Writes a release beside the others, tries it out there, and moves it to its place whole. */
    ReleaseParts add(SortedMap<String, byte[]> files, Manifest manifest) throws IOException {
        removeUnfinished();
        Path place = releases.resolve(manifest.id());
        if (!Files.isDirectory(place)) {
            Path draft = releases.resolve(".draft-" + manifest.id());
            new ReleaseFolder(draft, manifest.id()).write(files, manifest);
            new ReleaseFolder(draft, manifest.id()).parts(manifest);
            Durable.move(draft, place);
        }
        ReleaseFolder release = new ReleaseFolder(place, manifest.id());
        return release.parts(release.manifest());
    }

    /** Removes what a process that was killed left behind; never what another one is writing. */
    void clearUp() {
        try {
            if (Files.isDirectory(releases) && (!unfinished().isEmpty() || hasPastRollout())) {
                exclusively(() -> {
                    removeUnfinished();
                    removePastRollout();
                    return releases;
                });
            }
        } catch (IOException failed) {
            throw new ReleaseRefused(Reason.UNREADABLE, "the model store " + folder + " failed: " + failed, failed);
        }
    }

    private void removePastRollout() throws IOException {
        if (hasPastRollout()) {
            rollout.delete();
        }
    }

    private boolean hasPastRollout() {
        return rollout.read().isPresent() && underWay().isEmpty();
    }

    private void removeUnfinished() throws IOException {
        for (Path path : unfinished()) {
            Durable.delete(path);
        }
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> entries = Files.list(releases)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    /** Keeps the newest, the one that serves, the one before it and the one on its way. */
    void prune(String serving) throws IOException {
        Set<String> kept = new HashSet<>(ids().stream().limit(KEPT).toList());
        kept.add(serving);
        underWay().ifPresent(rolledOut -> kept.add(rolledOut.challenger()));
        history.before(serving).stream()
                .filter(id -> !id.equals(serving) && ids().contains(id))
                .findFirst()
                .ifPresent(kept::add);
        for (String id : ids()) {
            if (!kept.contains(id)) {
                // Renamed first: a release that is half deleted must not look like one.
                Path gone = releases.resolve(".gone-" + id);
                Durable.move(releases.resolve(id), gone);
                Durable.delete(gone);
            }
        }
    }
}
