package dev.tutti.sense.evidence;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * Regular expressions of schemas, run in time linear in the text (RE2), so that none can hang. What RE2 does not know
 * (looking ahead or behind, references back, counts above 1,000, or a pattern that grows too large) is not checked here:
 * every text matches it, and the provider still gets it. What is no regular expression at all is refused.
 */
final class LinearPatterns implements RegularExpressionFactory {
    private static final int LONGEST = 2_000;
    private static final int LARGEST = 5_000;
    /** Instructions over one character that take about as long as a step. */
    private static final int PER_STEP = 64;

    private static final java.util.regex.Pattern UNICODE =
            java.util.regex.Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u([0-9A-Fa-f]{4})");

    @Override
    public RegularExpression getRegularExpression(String regex) {
        if (regex.length() > LONGEST || PatternSize.of(regex) > LARGEST) {
            return _ -> true;
        }
        try {
            Pattern pattern = Pattern.compile(translated(regex));
            return text -> {
                Effort.spend(1 + (long) text.length() * pattern.programSize() / PER_STEP);
                return pattern.matcher(text).find();
            };
        } catch (PatternSyntaxException e) {
            requireElsewhere(regex);
            return _ -> true;
        }
    }

    /** Never run, only compiled, which takes no longer than the pattern is long. */
    private static void requireElsewhere(String regex) {
        java.util.regex.Pattern.compile(regex);
    }

    /** RE2 writes characters by number in its own way. */
    private static String translated(String regex) {
        return UNICODE.matcher(regex)
                .replaceAll((MatchResult m) -> Matcher.quoteReplacement(m.group(1) + "\\x{" + m.group(2) + "}"));
    }
}
