package dev.tutti.memory.modelstore;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files of a release and what each holds: a format on disk, to which fields and files are added, never renamed. */
final class ReleaseContent {
    private static final String CLUSTERS = "clusters.json";
    private static final String TABLE = "table.json";
    private static final String CALIBRATION = "calibration.json";
    private static final String OUTPUT = "output.json";
    private static final String PLANS = "plans.json";
    private static final String PROVENANCE = "provenance.json";
    private static final String GOLDEN = "golden.json";
    private static final String MODEL_CARD = "model-card.md";
    private static final String CERTIFICATES = "certificates.json";
    static final String PROMPTS = "prompts.txt";

    private ReleaseContent() {}

    private record Plans(Blend blend, Composite composite, List<LearnedCascade> cascades, List<Plan> ensembles) {}

    private record Sources(Provenance provenance, SortedMap<ModelId, ModelFacts> facts) {}

    /** Tribuo's protobuf, one file for each world. */
    private static String success(World world) {
        return "success-" + world.wireName() + ".pb";
    }

    static SortedMap<String, byte[]> files(ReleaseDraft draft) {
        ReleaseParts parts = draft.parts();
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(CLUSTERS, ReleaseJson.write(parts.clusters()));
        files.put(TABLE, ReleaseJson.write(parts.table()));
        parts.success().forEach((world, model) -> files.put(success(world), model.protobuf()));
        files.put(CALIBRATION, ReleaseJson.write(parts.calibration()));
        files.put(OUTPUT, ReleaseJson.write(parts.output()));
        files.put(
                PLANS,
                ReleaseJson.write(new Plans(parts.blend(), parts.composite(), parts.cascades(), parts.ensembles())));
        files.put(PROVENANCE, ReleaseJson.write(new Sources(parts.provenance(), parts.facts())));
        if (!parts.certificates().certificates().isEmpty()) {
            files.put(CERTIFICATES, ReleaseJson.write(parts.certificates()));
        }
        files.put(GOLDEN, ReleaseJson.write(GoldenPrompt.Set.of(parts, draft.goldenPrompts())));
        files.put(PROMPTS, lines(draft.promptHashes()));
        files.put(MODEL_CARD, draft.modelCard().getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** The parts, tried out on the golden prompts; {@link IllegalArgumentException} when something is wrong or missing. */
    static ReleaseParts parts(Map<String, byte[]> files) {
        Plans plans = ReleaseJson.read(file(files, PLANS), Plans.class);
        Sources sources = ReleaseJson.read(file(files, PROVENANCE), Sources.class);
        SortedMap<World, SuccessModel> success = new TreeMap<>();
        for (World world : World.values()) {
            byte[] model = files.get(success(world));
            if (model != null) {
                success.put(world, SuccessModel.parse(model));
            }
        }
        ReleaseParts parts = new ReleaseParts(
                ReleaseJson.read(file(files, CLUSTERS), PromptClusters.class),
                ReleaseJson.read(file(files, TABLE), ClusterTable.class),
                success,
                plans.blend(),
                ReleaseJson.read(file(files, CALIBRATION), Calibration.class),
                ReleaseJson.read(file(files, OUTPUT), OutputQuantiles.class),
                plans.cascades(),
                plans.ensembles(),
                plans.composite(),
                sources.provenance(),
                sources.facts(),
                certificates(files));
        ReleaseJson.read(file(files, GOLDEN), GoldenPrompt.Set.class).check(parts);
        return parts;
    }

    /** Releases made before there were any have no such file, and promise nothing. */
    private static Certificates certificates(Map<String, byte[]> files) {
        byte[] file = files.get(CERTIFICATES);
        return file == null ? Certificates.NONE : ReleaseJson.read(file, Certificates.class);
    }

    /** Of a release that need not be loaded whole. */
    static Certificates certificates(ReleaseFolder release, Manifest manifest) {
        return manifest.files().containsKey(CERTIFICATES)
                ? ReleaseJson.read(release.verified(manifest, CERTIFICATES), Certificates.class)
                : Certificates.NONE;
    }

    static SortedSet<String> prompts(byte[] file) {
        return new TreeSet<>(new String(file, StandardCharsets.UTF_8).lines().toList());
    }

    private static byte[] lines(SortedSet<String> hashes) {
        StringBuilder lines = new StringBuilder();
        hashes.forEach(hash -> lines.append(hash).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        byte[] file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return file;
    }
}
