package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.StableHash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The prompts that prove a promise: picked by chance, answered by every model that any of them met, and thinned so that
 * each request had the same chance to be among them.
 */
final class Window {
    private Window() {}

    /** By segment: tasks with labels enough, and all the others together. */
    static SortedMap<String, List<PromptGroup>> segments(List<PromptGroup> groups) {
        SortedMap<String, List<PromptGroup>> byTask = new TreeMap<>();
        even(whole(groups))
                .forEach(group -> byTask.computeIfAbsent(group.features().task(), task -> new ArrayList<>())
                        .add(group));
        SortedMap<String, List<PromptGroup>> segments = new TreeMap<>();
        segments.put(Certificate.OTHERS, new ArrayList<>());
        byTask.forEach((task, prompts) -> segments.computeIfAbsent(name(task, prompts), name -> new ArrayList<>())
                .addAll(prompts));
        return segments;
    }

    private static String name(String task, List<PromptGroup> prompts) {
        return task.isEmpty() || prompts.size() < Segments.LEAST_LABELS ? Certificate.OTHERS : task;
    }

    /** Where an answer is missing another plan would be replayed than the one that serves. */
    private static List<PromptGroup> whole(List<PromptGroup> groups) {
        List<PromptGroup> sampled = groups.stream().filter(PromptGroup::sampled).toList();
        Set<ModelId> all = new HashSet<>();
        sampled.forEach(group -> all.addAll(group.answers().models()));
        return sampled.stream().filter(group -> group.has(all)).toList();
    }

    /** What stands for more requests is kept more often, by a hash that no outcome has a part in. */
    private static List<PromptGroup> even(List<PromptGroup> groups) {
        double most = groups.stream().mapToDouble(PromptGroup::weight).max().orElse(1);
        return groups.stream()
                .filter(group -> draw(group.promptHash()) < group.weight() / most)
                .toList();
    }

    private static double draw(String hash) {
        return (StableHash.mix(StableHash.of("certificate " + hash)) >>> 11) * 0x1.0p-53;
    }
}
