package dev.tutti.edge.cli;

import dev.tutti.edge.http.HttpConfig;
import dev.tutti.edge.http.OverloadSettings;
import dev.tutti.edge.http.PresetsConfig;
import dev.tutti.edge.identity.OidcSettings;
import dev.tutti.edge.practice.PracticeSettings;
import dev.tutti.learning.audit.AuditSettings;
import dev.tutti.learning.audit.JudgeSettings;
import dev.tutti.learning.audit.NewcomerSettings;
import dev.tutti.learning.audit.PairSettings;
import dev.tutti.learning.audit.VerifierSettings;
import dev.tutti.learning.drift.DriftSettings;
import dev.tutti.learning.rollout.RolloutSettings;
import dev.tutti.learning.training.TrainingSettings;
import dev.tutti.memory.modelstore.ModelStoreSettings;
import dev.tutti.memory.store.StoreSettings;
import dev.tutti.memory.tenancy.TenancySettings;
import dev.tutti.serving.decision.DecisionSettings;
import dev.tutti.serving.execution.ExecutionSettings;
import dev.tutti.serving.provider.ProviderSettings;
import dev.tutti.serving.routing.RecallSettings;
import dev.tutti.serving.trust.QuarantineSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All settings below {@code tutti}: those of each room, and the few that are read outside of a room's settings. */
final class KnownSettings {
    static final List<Class<?>> ROOMS = List.of(
            HttpConfig.class,
            OverloadSettings.class,
            PresetsConfig.class,
            PracticeSettings.class,
            AuditSettings.class,
            PairSettings.class,
            NewcomerSettings.class,
            RolloutSettings.class,
            VerifierSettings.class,
            JudgeSettings.class,
            TrainingSettings.class,
            DriftSettings.class,
            ModelStoreSettings.class,
            StoreSettings.class,
            TenancySettings.class,
            OidcSettings.class,
            DecisionSettings.class,
            ExecutionSettings.class,
            ProviderSettings.class,
            QuarantineSettings.class,
            RecallSettings.class);

    /**
     * {@code catalogue}: which catalogue, read where it is made. {@code home} and {@code serve-options}: of the launcher,
     * where Tutti lies and the options of the virtual machine, for the benchmarks.
     */
    private static final Set<String> ELSEWHERE = Set.of("tutti.catalogue", "tutti.home", "tutti.serve-options");

    private static final String TUTTI = "tutti";
    private static final Set<String> GROUPS = Stream.concat(
                    ROOMS.stream()
                            .map(room -> room.getAnnotation(ConfigMapping.class).prefix()),
                    ELSEWHERE.stream())
            .collect(Collectors.toUnmodifiableSet());

    private KnownSettings() {}

    /**
     * Whether a key below {@code tutti} belongs to no room and is none of the others: a name that nothing reads. Within a
     * room the configuration library finds such keys itself.
     */
    static boolean isStray(String key) {
        return key.startsWith(TUTTI + ".")
                && GROUPS.stream().noneMatch(group -> key.equals(group) || key.startsWith(group + "."));
    }

    /** Of a key that nothing reads, with the names that stand in its place. */
    static String complaint(String key, String source) {
        String group = key;
        Set<String> allowed = Set.of();
        while (allowed.isEmpty() && group.contains(".")) {
            group = group.substring(0, group.lastIndexOf('.'));
            allowed = inside(group);
        }
        return key + GivenValue.placeOf(source) + " is not a setting"
                + (allowed.isEmpty() ? "" : "; allowed in " + group + " are " + String.join(", ", allowed));
    }

    private static Set<String> inside(String group) {
        List<String> path = List.of(group.split("\\."));
        return Stream.concat(ROOMS.stream().flatMap(KnownSettings::keys), ELSEWHERE.stream())
                .map(key -> List.of(key.split("\\.")))
                .filter(key -> key.size() > path.size() && fits(key, path))
                .map(key -> key.get(path.size()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without those of an item of a list, which has a key of its own beside. */
    private static Stream<String> keys(Class<?> room) {
        return ConfigMappings.getProperties(ConfigClass.configClass(room)).keySet().stream()
                .filter(key -> !key.endsWith("[*]"));
    }

    /** A star in a key stands for a name that the user chose. */
    private static boolean fits(List<String> key, List<String> path) {
        for (int i = 0; i < path.size(); i++) {
            if (!key.get(i).equals("*") && !key.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
