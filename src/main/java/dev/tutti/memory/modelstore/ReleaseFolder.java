package dev.tutti.memory.modelstore;

import dev.tutti.memory.modelstore.ReleaseRefused.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One release on disk. Reading verifies: sizes, then hashes of the very bytes that are parsed, then golden prompts. */
final class ReleaseFolder {
    private static final String MANIFEST = "manifest.json";
    private static final String MANIFEST_HASH = "manifest.sha256";
    private static final long MOST_MANIFEST_BYTES = 1 << 20;
    private static final long MOST_FILE_BYTES = 64 << 20;
    private static final Pattern FILE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,60}\\.(json|pb|txt|md)");

    private final Path folder;
    private final String id;

    ReleaseFolder(Path folder, String id) {
        this.folder = folder;
        this.id = id;
    }

    /** Every file is on the disk when this returns. */
    void write(SortedMap<String, byte[]> files, Manifest manifest) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Durable.write(folder.resolve(file.getKey()), file.getValue());
        }
        byte[] json = ReleaseJson.write(manifest);
        Durable.write(folder.resolve(MANIFEST), json);
        Durable.write(folder.resolve(MANIFEST_HASH), hashLine(json));
        Durable.sync(folder);
    }

    private static byte[] hashLine(byte[] manifest) {
        return (Sha256.of(manifest) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    Manifest manifest() {
        byte[] json = bytes(MANIFEST, MOST_MANIFEST_BYTES);
        if (!Arrays.equals(bytes(MANIFEST_HASH, MOST_MANIFEST_BYTES), hashLine(json))) {
            throw refused(Reason.CORRUPT, MANIFEST + " is not what " + MANIFEST_HASH + " says");
        }
        Manifest manifest = parse(() -> ReleaseJson.read(json, Manifest.class));
        if (manifest.format() != Manifest.FORMAT) {
            throw refused(
                    Reason.INCOMPATIBLE,
                    "its format is " + manifest.format() + ", this program reads " + Manifest.FORMAT);
        }
        if (!manifest.id().equals(id)) {
            throw refused(Reason.CORRUPT, "its manifest is that of " + manifest.id());
        }
        return manifest;
    }

    ReleaseParts parts(Manifest manifest) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        manifest.files().keySet().forEach(name -> files.put(name, verified(manifest, name)));
        return parse(() -> ReleaseContent.parts(files));
    }

    byte[] verified(Manifest manifest, String name) {
        if (!FILE_NAME.matcher(name).matches()) {
            throw refused(Reason.CORRUPT, "'" + name + "' is no file of a release");
        }
        byte[] bytes = bytes(name, MOST_FILE_BYTES);
        if (!Sha256.of(bytes).equals(manifest.files().get(name))) {
            throw refused(Reason.CORRUPT, name + " is not what the manifest says");
        }
        return bytes;
    }

    private byte[] bytes(String name, long most) {
        Path file = folder.resolve(name);
        try {
            if (!Files.isRegularFile(file)) {
                throw refused(Reason.CORRUPT, name + " is missing");
            }
            long size = Files.size(file);
            if (size > most) {
                throw refused(Reason.CORRUPT, name + " has " + size + " bytes, more than " + most);
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new ReleaseRefused(
                    Reason.UNREADABLE, "release " + id + ": " + name + " cannot be read: " + unreadable, unreadable);
        }
    }

    private interface Parsing<T> {
        T parse();
    }

    private <T> T parse(Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (IllegalArgumentException | IllegalStateException broken) {
            throw new ReleaseRefused(Reason.CORRUPT, "release " + id + ": " + broken.getMessage(), broken);
        }
    }

    private ReleaseRefused refused(Reason reason, String why) {
        return new ReleaseRefused(reason, "release " + id + ": " + why);
    }
}
