package dev.tutti.serving.execution;

import dev.tutti.words.chat.Tokens;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The prompts of this deployment: for each mode one that always holds, and variants for kinds of tasks.
 *
 * <p>A request's {@code routing.task} is the caller's own tag, such as {@code math} or {@code code-review}. It stands for
 * the variant of its name; else for the one that {@code tutti.execution.prompts.tasks} maps it to; else the longest name of
 * a variant or of that map with which it begins decides, provided that no letter or digit follows there: {@code
 * code-review} and {@code code/java} are {@code code}, {@code codex} is not. Letters count alike, large or small. Any other
 * tag, or none, gets the prompt that always holds; so does a variant that lacks the mode.
 */
final class Prompts {
    static final String DEFAULT = "default";

    private static final List<PromptMode> AGGREGATING = List.of(PromptMode.SYNTHESISE, PromptMode.SELECT);

    private final Map<PromptMode, Map<String, PromptTemplate>> variants;
    private final Map<String, String> tasks;

    /** Each mode has at least the variant {@value #DEFAULT}; {@code tasks}: variants by tag, small letters. */
    Prompts(Map<PromptMode, Map<String, PromptTemplate>> variants, Map<String, String> tasks) {
        this.variants = new EnumMap<>(variants);
        this.tasks = new HashMap<>(tasks);
        names().forEach(name -> this.tasks.put(name, name));
    }

    PromptTemplate of(PromptMode mode, Optional<String> task) {
        Map<String, PromptTemplate> some = variants.getOrDefault(mode, Map.of());
        PromptTemplate always = some.get(DEFAULT);
        if (always == null) {
            throw new IllegalStateException("no prompt for " + mode.wireName());
        }
        return task.map(this::variant).map(some::get).orElse(always);
    }

    /** The length of the longer of the texts that ask an aggregator on such a task. */
    Tokens aggregation(Optional<String> task) {
        return new Tokens(AGGREGATING.stream()
                .mapToLong(mode -> of(mode, task).tokens())
                .max()
                .orElseThrow());
    }

    /** Of those of all tasks. */
    Tokens longestAggregation() {
        return new Tokens(AGGREGATING.stream()
                .flatMap(mode -> variants.getOrDefault(mode, Map.of()).values().stream())
                .mapToLong(PromptTemplate::tokens)
                .max()
                .orElseThrow());
    }

    private String variant(String tag) {
        String small = tag.toLowerCase(Locale.ROOT);
        String longest = "";
        for (String name : tasks.keySet()) {
            if (name.length() > longest.length() && begins(small, name)) {
                longest = name;
            }
        }
        return tasks.getOrDefault(longest, DEFAULT);
    }

    private static boolean begins(String tag, String name) {
        return tag.startsWith(name)
                && (tag.length() == name.length() || !Character.isLetterOrDigit(tag.charAt(name.length())));
    }

    /** The names of all variants. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        variants.values().forEach(some -> names.addAll(some.keySet()));
        return names;
    }
}
