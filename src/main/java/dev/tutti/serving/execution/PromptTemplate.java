package dev.tutti.serving.execution;

import dev.tutti.sense.feature.TokenEstimate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a prompt with places to fill, written <code>{{name}}</code>; {@code tokens} is its own length, estimated. */
record PromptTemplate(String text, long tokens) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final int LONGEST = 20_000;

    /** {@link IllegalArgumentException} that says what is wrong and what is allowed. */
    static PromptTemplate of(PromptMode mode, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a prompt has 1 to " + LONGEST + " characters that are not all blank, had " + text.length());
        }
        Set<String> allowed = new TreeSet<>(mode.needed());
        allowed.addAll(mode.optional());
        Set<String> found = new TreeSet<>();
        PLACE.matcher(text).results().map(place -> place.group(1)).forEach(found::add);
        require(found, allowed::contains, "holds {{%s}}, which is no place to fill; allowed are " + allowed);
        require(mode.needed(), found::contains, "lacks {{%s}}; needed are " + new TreeSet<>(mode.needed()));
        return new PromptTemplate(text.strip(), TokenEstimate.of(text));
    }

    private static void require(Set<String> names, Predicate<String> condition, String otherwise) {
        names.stream().filter(condition.negate()).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("the text " + otherwise.replace("%s", name));
        });
    }

    /** In one pass, so that nothing that is filled in is taken for a place to fill. */
    String fill(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll((MatchResult place) ->
                        Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }
}
