package dev.tutti.learning.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** What code can demand of an answer, by {@code routing.task}: {@code tutti.verifiers.TASK.*}. */
@ConfigMapping(prefix = "tutti.verifiers")
public interface VerifierSettings {
    @WithParentName
    Map<String, Demanded> tasks();

    /** A good answer meets everything that is given here; at least one is. */
    interface Demanded {
        /** RE2; found anywhere in the answer, {@code \A} and {@code \z} tie it to the ends. */
        Optional<String> regex();

        /** A JSON Schema, as JSON or YAML; the whole answer is one value of it. */
        Optional<String> schema();
    }
}
