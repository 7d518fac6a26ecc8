package dev.tutti.edge.practice;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a prompt is about, as the simulated models see it: by the words in it or, where none tells, by its hash. */
enum Topic {
    CODE,
    MATH,
    WRITING,
    EXTRACTION,
    FACTS,
    LOGIC;

    private static final List<Topic> ALL = List.of(values());
    private static final Map<Topic, Set<String>> WORDS = Map.of(
            CODE,
            Set.of("code", "function", "python", "java", "bug", "compile", "sql", "class", "method", "refactor"),
            MATH,
            Set.of("sum", "equation", "integer", "solve", "probability", "number", "calculate", "dollars", "digits"),
            WRITING,
            Set.of("write", "poem", "story", "email", "essay", "rewrite", "slogan", "summarise", "summarize"),
            EXTRACTION,
            Set.of("extract", "json", "table", "fields", "invoice", "list", "parse", "names", "dates", "entities"),
            FACTS,
            Set.of("who", "when", "where", "capital", "country", "year", "history", "river", "inventor", "element"),
            LOGIC,
            Set.of(
                    "if",
                    "therefore",
                    "puzzle",
                    "logic",
                    "deduce",
                    "knights",
                    "liar",
                    "imply",
                    "premise",
                    "conclusion"));

    /** The topic with the most words in the text (ties: the earlier one). */
    static Topic of(List<String> words, Chance chance) {
        Topic best = ALL.get(chance.with("topic").below(ALL.size()));
        long most = 0;
        for (Topic topic : ALL) {
            Set<String> telling = WORDS.getOrDefault(topic, Set.of());
            long count = words.stream().filter(telling::contains).count();
            if (count > most) {
                most = count;
                best = topic;
            }
        }
        return best;
    }
}
