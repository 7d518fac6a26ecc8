package dev.tutti.edge.practice;

import java.util.List;
import java.util.Locale;

/**
 * Makes prompts for the simulated world: of every topic, plain, easy-looking and hard-looking ones, no two alike. The same
 * seed and number make the same prompt.
 */
final class PromptMaker {
    private static final List<List<String>> TASKS = List.of(
            List.of(
                    "Write a python function that merges %s by %s and handles empty input. Case %d.",
                    "Find the bug in this java method that sorts %s by %s, and refactor it. Ticket %d.",
                    "Give the sql for counting %s grouped by %s, from a table with index %d."),
            List.of(
                    "A shop sells %s at 3 dollars and %s at 5 dollars. Calculate how many dollars %d orders bring.",
                    "Solve the equation about %s and %s for the smallest integer above %d.",
                    "What is the probability that %s come before %s in a draw of number %d?"),
            List.of(
                    "Write a poem about %s in the light of %s, edition %d.",
                    "Rewrite this email about %s so that the reader of %s is not offended; draft %d.",
                    "Write a slogan and a short story for %s and %s, campaign %d."),
            List.of(
                    "Extract all %s and %s from invoice %d as json fields.",
                    "Parse the table of %s: list names and dates next to %s, page %d.",
                    "List the entities and the fields of %s in the report on %s, section %d."),
            List.of(
                    "In which year did the country of %s first trade %s, according to volume %d?",
                    "Who was the inventor of %s, and where is the capital of %s? Card %d.",
                    "When did the history of %s meet the river of %s? Question %d."),
            List.of(
                    "If all %s are %s, deduce what puzzle %d lets one conclude.",
                    "Knights sell %s and the liar sells %s. Who sits on chair %d? Use logic.",
                    "From the premise that %s imply %s, is conclusion %d sound? Therefore decide."));
    private static final List<String> THINGS = List.of(
            "apples",
            "lanterns",
            "violins",
            "maps",
            "kettles",
            "bridges",
            "stamps",
            "clocks",
            "carpets",
            "bicycles",
            "letters",
            "mirrors",
            "candles",
            "ladders",
            "compasses",
            "tulips");
    private static final List<String> LOOKS =
            List.of("", "", "A simple one: ", "Quick and easy: ", "A tricky one: ", "This is hard and subtle: ");

    private final Chance chance;

    PromptMaker(long seed) {
        chance = Chance.of(seed).with("prompts");
    }

    String prompt(int number) {
        Chance mine = chance.with(number);
        List<String> tasks = TASKS.get(mine.with("topic").below(TASKS.size()));
        String task = tasks.get(mine.with("task").below(tasks.size()));
        return pick(LOOKS, mine.with("looks"))
                + String.format(
                        Locale.ROOT,
                        task,
                        pick(THINGS, mine.with("first")),
                        pick(THINGS, mine.with("second")),
                        1_000 + number);
    }

    private static String pick(List<String> words, Chance chance) {
        return words.get(chance.below(words.size()));
    }
}
