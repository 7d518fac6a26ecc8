package dev.tutti.words.plan;

import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.Optional;

/**
 * Which models a plan may use: those that match an allow pattern (no pattern allows all) and no deny pattern, and that
 * {@code within}, where it is there, permits too. {@code *} in a pattern stands for any characters; matching takes time
 * linear in pattern times name.
 */
public record ModelFilter(List<String> allow, List<String> deny, Optional<ModelFilter> within) {
    public static final ModelFilter ALL = new ModelFilter(List.of(), List.of());

    public ModelFilter {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /** One that stands alone. */
    public ModelFilter(List<String> allow, List<String> deny) {
        this(allow, deny, Optional.empty());
    }

    /** The same where the other one must permit a model, too. */
    public ModelFilter within(ModelFilter other) {
        return other.equals(ALL) ? this : new ModelFilter(allow, deny, Optional.of(other));
    }

    public boolean permits(ModelId model) {
        return (allow.isEmpty() || anyMatches(allow, model))
                && !anyMatches(deny, model)
                && within.filter(other -> !other.permits(model)).isEmpty();
    }

    private static boolean anyMatches(List<String> patterns, ModelId model) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, model.value()));
    }

    /** Greedy two-pointer matching: on a mismatch the last star takes one character more. */
    private static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
