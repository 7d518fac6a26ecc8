package dev.tutti.learning.audit;

import java.util.Map;
import java.util.Optional;

/** Verifiers as a configuration would make them. */
final class Verifying {
    private Verifying() {}

    static Verifiers by(String task, String regex) {
        return of(task, Optional.of(regex), Optional.empty());
    }

    static Verifiers of(String task, Optional<String> regex, Optional<String> schema) {
        VerifierSettings.Demanded demanded = new Given(regex, schema);
        return Verifiers.of(() -> Map.of(task, demanded));
    }

    private record Given(Optional<String> regex, Optional<String> schema) implements VerifierSettings.Demanded {}
}
