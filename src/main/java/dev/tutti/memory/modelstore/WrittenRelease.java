package dev.tutti.memory.modelstore;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SortedMap;
import java.util.TreeMap;

/** A draft as the files of a release, before they are anywhere: by name, and the manifest that vouches for them. */
record WrittenRelease(SortedMap<String, byte[]> files, Manifest manifest) {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** {@code at}: when it was made; its id begins with that second, and ends with what is in it. */
    static WrittenRelease of(ReleaseDraft draft, Instant at) {
        SortedMap<String, byte[]> files = ReleaseContent.files(draft);
        SortedMap<String, String> hashes = new TreeMap<>();
        files.forEach((name, bytes) -> hashes.put(name, Sha256.of(bytes)));
        String content = Manifest.contentHash(hashes, draft.facts(), draft.verdict());
        String id = SECONDS.format(at) + "-" + content.substring(0, 8);
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new WrittenRelease(
                files,
                new Manifest(
                        Manifest.FORMAT,
                        id,
                        content,
                        hashes,
                        draft.facts(),
                        draft.verdict(),
                        new Manifest.Made(at, System.getProperty("java.version"), machine)));
    }
}
