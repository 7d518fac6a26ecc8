package dev.tutti.memory.modelstore;

import dev.tutti.words.plan.Single;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prompts as they come: the share of each cluster in the labels of a world. Where a release knows both worlds, their single
 * models tell them apart; where it knows one, all its plans count.
 */
final class Traffic {
    private final Map<World, double[]> shares = new EnumMap<>(World.class);

    Traffic(ReleaseParts parts) {
        Map<World, List<ClusterTable.PlanCells>> singles = new EnumMap<>(World.class);
        Arrays.stream(World.values()).forEach(world -> singles.put(world, singles(world, parts)));
        boolean both = singles.values().stream().noneMatch(List::isEmpty);
        singles.forEach((world, cells) -> shares.put(
                world,
                ClusterTable.traffic(
                        parts.clusters().size(),
                        both ? cells : parts.table().plans().values())));
    }

    private static List<ClusterTable.PlanCells> singles(World world, ReleaseParts parts) {
        return parts.provenance().models().entrySet().stream()
                .filter(known -> World.of(known.getValue().origin()) == world)
                .map(known -> new Single(known.getKey()).notation())
                .flatMap(single -> Optional.ofNullable(parts.table().plans().get(single)).stream())
                .toList();
    }

    /** By cluster number. */
    double[] of(World world) {
        return shares.getOrDefault(world, new double[0]);
    }
}
