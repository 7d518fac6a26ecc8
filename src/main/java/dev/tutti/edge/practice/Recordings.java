package dev.tutti.edge.practice;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A replay file in memory: recordings by the text of their prompt, white space folded. Where a text occurs twice the first
 * one counts. Immutable.
 */
public final class Recordings {
    private final Map<String, Recording> byPrompt;

    Recordings(Collection<Recording> recordings) {
        Map<String, Recording> first = new LinkedHashMap<>();
        recordings.forEach(recording -> first.putIfAbsent(PromptText.fold(recording.prompt()), recording));
        byPrompt = Collections.unmodifiableMap(first);
    }

    public Optional<Recording> find(String prompt) {
        return Optional.ofNullable(byPrompt.get(PromptText.fold(prompt)));
    }

    /** In the order of the file. */
    public Collection<Recording> all() {
        return byPrompt.values();
    }

    /** The names of all models in the file. */
    public SortedSet<String> models() {
        SortedSet<String> names = new TreeSet<>();
        byPrompt.values().forEach(recording -> names.addAll(recording.arms().keySet()));
        return names;
    }
}
