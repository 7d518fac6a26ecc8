package dev.tutti.serving.provider;

import dev.tutti.words.catalogue.Api;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/** The version of a catalogue: the first 12 hexadecimal digits of a hash of all its models' fields. */
final class CatalogueVersion {
    private static final int DIGITS = 12;

    private CatalogueVersion() {}

    static String of(Collection<CatalogueModel> models) {
        StringBuilder fields = new StringBuilder();
        models.forEach(model -> fields.append(fields(model)).append('\n'));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(fields.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The order of an immutable set differs from run to run, so abilities are sorted. A field that came later adds nothing
     * where it is not set, so that catalogues keep their versions.
     */
    private static String fields(CatalogueModel model) {
        return String.join(
                "|",
                model.id().value(),
                model.price().toString().replace(", cacheWrite=Optional.empty]", "]"),
                model.contextWindow() + "/" + model.maxOutput(),
                new TreeSet<>(model.abilities()).toString(),
                model.family(),
                model.size() + "/" + model.trust() + "/" + model.origin(),
                model.prior() + model.aggregation().map(said -> "/" + said).orElse(""),
                reached(model.endpoint()));
    }

    private static String reached(Endpoint endpoint) {
        String fields = endpoint.toString();
        return endpoint.api() == Api.OPENAI ? fields.replace(", api=OPENAI]", "]") : fields;
    }
}
