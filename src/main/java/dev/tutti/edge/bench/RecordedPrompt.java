package dev.tutti.edge.bench;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One recorded prompt with what each arm made of it. */
public record RecordedPrompt(String text, String category, Map<String, Arm> arms) {
    private static final int MOST_CHARACTERS = 100;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** The same for prompts that differ in white space alone: what folds are cut by. */
    String normalised() {
        return BLANKS.matcher(text.strip()).replaceAll(" ");
    }

    /** The category as a request may name it: printable, of 100 characters at most; nothing where there is none. */
    Optional<String> task() {
        String printable = category.replaceAll("\\p{Cntrl}", " ").strip();
        return printable.isEmpty()
                ? Optional.empty()
                : Optional.of(printable.substring(0, Math.min(MOST_CHARACTERS, printable.length())));
    }

    Arm arm(String name) {
        Arm arm = arms.get(name);
        if (arm == null) {
            throw new IllegalArgumentException("no recorded outcome of " + name);
        }
        return arm;
    }

    /** Score 0 to 1, tokens, dollars, and the short answer (empty when none was recorded). */
    public record Arm(double quality, long promptTokens, long completionTokens, double costUsd, String answer) {}
}
