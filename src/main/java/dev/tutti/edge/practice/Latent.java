package dev.tutti.edge.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is behind a prompt in the simulated world, and nobody sees: its topic, how hard it looks ({@code visible}, in
 * standard deviations, from words and length), how hard it is for every model alike ({@code shared}, standard normal),
 * and the wrong answers that lie near ({@code wrong}, the first one is the common mistake).
 */
record Latent(String prompt, Topic topic, double visible, double shared, String truth, List<String> wrong) {
    private static final int WRONG_ANSWERS = 6;
    private static final int WORDS_READ = 2_000;
    private static final double WORD_WEIGHT = 0.5;
    private static final double MOST_VISIBLE = 1.5;
    private static final Set<String> HARD = Set.of("hard", "tricky", "advanced", "rigorous", "subtle", "olympiad");
    private static final Set<String> EASY = Set.of("easy", "simple", "basic", "quick", "short", "beginner");

    static Latent of(String prompt, long seed) {
        String folded = PromptText.fold(prompt);
        Chance chance = Chance.of(seed).with(folded);
        List<String> words = words(folded);
        String truth = PracticeTruth.of(folded);
        return new Latent(
                folded,
                Topic.of(words, chance),
                visible(words),
                chance.with("difficulty").gaussian(),
                truth,
                wrongAnswers(truth, chance.with("wrong")));
    }

    private static double visible(List<String> words) {
        long hard = words.stream().filter(HARD::contains).count();
        long easy = words.stream().filter(EASY::contains).count();
        double shift = WORD_WEIGHT * (hard - easy);
        return Math.clamp(shift, -MOST_VISIBLE, MOST_VISIBLE);
    }

    private static List<String> wrongAnswers(String truth, Chance chance) {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; wrong.size() < WRONG_ANSWERS; i++) {
            String code = PracticeTruth.code(chance.with(i));
            if (!code.equals(truth) && !wrong.contains(code)) {
                wrong.add(code);
            }
        }
        return List.copyOf(wrong);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length() && words.size() < WORDS_READ; i++) {
            boolean letter = i < text.length() && Character.isLetter(text.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
        }
        return words;
    }

    /** Never shows the prompt. */
    @Override
    public String toString() {
        return "latent " + topic + " of " + prompt.length() + " characters";
    }
}
