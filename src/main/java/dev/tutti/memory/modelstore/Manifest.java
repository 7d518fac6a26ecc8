package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a release says of itself: {@code manifest.json}, whose own SHA-256 lies beside it in {@code manifest.sha256}.
 * {@code files} holds the SHA-256 of every other file; {@code contentHash} covers files, facts and verdict, but not
 * {@code made}: the same rows give the same content hash on any machine at any time.
 */
record Manifest(
        int format,
        String id,
        String contentHash,
        SortedMap<String, String> files,
        TrainingFacts facts,
        ObjectNode verdict,
        Made made) {
    static final int FORMAT = 1;

    Manifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** When and on what the release was made. */
    record Made(Instant at, String java, String machine) {}

    static String contentHash(SortedMap<String, String> files, TrainingFacts facts, ObjectNode verdict) {
        return Sha256.of(ReleaseJson.write(new Content(files, facts, verdict)));
    }

    private record Content(SortedMap<String, String> files, TrainingFacts facts, ObjectNode verdict) {}

    ReleaseSummary summary(boolean serving) {
        return new ReleaseSummary(id, made.at(), facts, verdict, serving);
    }
}
