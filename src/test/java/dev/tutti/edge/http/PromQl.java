package dev.tutti.edge.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a PromQL expression names: its metrics, the labels of their selectors with what these must be, and the labels
 * that it groups and matches by. No evaluation; a word that is neither a metric nor PromQL's own is a metric.
 */
final class PromQl {
    private static final Pattern TOKEN =
            Pattern.compile("\\s+|#[^\\n]*|(\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*')"
                    + "|(\\d[\\w.]*(?:e[+-]?\\d+)?)|([a-zA-Z_:][\\w:]*)|(=~|!~|!=|==|>=|<=|[-+*/%^=<>(){}\\[\\],@])");
    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "atan2", "inf", "nan");
    /** Those in use here; another one is to be added when it is needed, and a slip is told till then. */
    private static final Set<String> FUNCTIONS = Set.of(
            "sum",
            "min",
            "max",
            "avg",
            "count",
            "topk",
            "rate",
            "increase",
            "absent",
            "histogram_quantile",
            "clamp_min",
            "time");

    /** One matcher of a selector. */
    record Matches(String label, String value) {}

    private final String expression;
    private final List<String> tokens;
    private int at;
    private final Map<String, Set<Matches>> selectors = new TreeMap<>();
    private final Set<String> grouped = new TreeSet<>();

    private PromQl(String expression) {
        this.expression = expression;
        this.tokens = tokens(expression);
    }

    static PromQl read(String expression) {
        PromQl query = new PromQl(expression);
        query.readAll();
        return query;
    }

    /** The matchers of each metric. */
    Map<String, Set<Matches>> selectors() {
        return selectors;
    }

    /** All labels of clauses that group or match. */
    Set<String> grouped() {
        return grouped;
    }

    private static List<String> tokens(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(expression);
        int end = 0;
        while (token.find() && token.start() == end) {
            end = token.end();
            if (!token.group().isBlank() && !token.group().startsWith("#")) {
                tokens.add(token.group());
            }
        }
        if (end != expression.length()) {
            throw new IllegalArgumentException("no PromQL at " + end + ": " + expression);
        }
        return tokens;
    }

    private void readAll() {
        int open = 0;
        while (at < tokens.size()) {
            String token = tokens.get(at++);
            switch (token) {
                case "(" -> open++;
                case ")" -> open--;
                case "{" -> throw wrong("a selector without a metric");
                case "[" -> range();
                default -> {
                    if (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_') {
                        word(token);
                    }
                }
            }
            if (open < 0) {
                throw wrong("a bracket too many");
            }
        }
        if (open != 0) {
            throw wrong("a bracket is open");
        }
    }

    private void word(String word) {
        boolean called = peek().filter("("::equals).isPresent();
        if (GROUPING.contains(word) && called) {
            grouped.addAll(labels());
        } else if (called
                || (FUNCTIONS.contains(word)
                        && peek().filter(GROUPING::contains).isPresent())) {
            if (!FUNCTIONS.contains(word)) {
                throw wrong("no known function: " + word);
            }
        } else if (!WORDS.contains(word)) {
            Set<Matches> matches = selectors.computeIfAbsent(word, _ -> new HashSet<>());
            if (peek().filter("{"::equals).isPresent()) {
                at++;
                matchers(matches);
            }
        }
    }

    private Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        expect("(");
        while (peek().filter(")"::equals).isEmpty()) {
            labels.add(next());
            if (peek().filter(","::equals).isPresent()) {
                at++;
            }
        }
        expect(")");
        return labels;
    }

    private void matchers(Set<Matches> matches) {
        while (peek().filter("}"::equals).isEmpty()) {
            String label = next();
            String operator = next();
            String value = next();
            if (!Set.of("=", "!=", "=~", "!~").contains(operator)
                    || !(value.startsWith("\"") || value.startsWith("'"))) {
                throw wrong("no matcher: " + label + operator + value);
            }
            matches.add(new Matches(label, value.substring(1, value.length() - 1)));
            if (peek().filter(","::equals).isPresent()) {
                at++;
            }
        }
        expect("}");
    }

    private void range() {
        String length = next();
        if (!length.matches("(\\d+(ms|[smhdwy]))+")) {
            throw wrong("no range: " + length);
        }
        expect("]");
    }

    private Optional<String> peek() {
        return at < tokens.size() ? Optional.of(tokens.get(at)) : Optional.empty();
    }

    private String next() {
        if (at >= tokens.size()) {
            throw wrong("it ends too early");
        }
        return tokens.get(at++);
    }

    private void expect(String token) {
        if (!next().equals(token)) {
            throw wrong("no " + token + " at token " + at);
        }
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(why + ": " + expression);
    }
}
