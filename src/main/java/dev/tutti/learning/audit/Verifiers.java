package dev.tutti.learning.audit;

import dev.tutti.serving.execution.TaskChecks;
import dev.tutti.words.setting.ConfigurationProblem;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The verifiers of this deployment, by task. Letters of a task count alike, large or small. */
record Verifiers(Map<String, Verifier> byTask) implements TaskChecks {
    static final Verifiers NONE = new Verifiers(Map.of());

    Verifiers {
        byTask = Map.copyOf(byTask);
    }

    /** {@link ConfigurationProblem} when one is wrong: it names the key. */
    static Verifiers of(VerifierSettings settings) {
        Map<String, Verifier> byTask = new HashMap<>();
        new TreeMap<>(settings.tasks()).forEach((task, demanded) -> {
            try {
                byTask.put(small(task), Verifier.of(demanded));
            } catch (IllegalArgumentException e) {
                throw new ConfigurationProblem("configuration tutti.verifiers." + task + ": " + e.getMessage(), e);
            }
        });
        return new Verifiers(byTask);
    }

    Optional<Verifier> of(Optional<String> task) {
        return task.map(tag -> byTask.get(small(tag)));
    }

    @Override
    public Optional<Predicate<String>> check(Optional<String> task) {
        return of(task).map(verifier -> verifier::accepts);
    }

    private static String small(String task) {
        return task.toLowerCase(Locale.ROOT);
    }
}
