package dev.tutti.edge.practice;

import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import java.util.List;
import java.util.Locale;

/** What a recording does not say about a model, guessed from its name and its price. */
final class ReplayedFacts {
    private static final List<String> FAMILIES = List.of(
            "claude",
            "gpt",
            "gemini",
            "gemma",
            "llama",
            "qwen",
            "deepseek",
            "mixtral",
            "mistral",
            "mathstral",
            "phi",
            "yi",
            "jamba",
            "reka",
            "command");
    /** Output prices, in USD per million tokens, up to which a model counts as small, medium or large. */
    private static final double SMALL = 0.3;

    private static final double MEDIUM = 0.85;
    private static final double LARGE = 6;

    private ReplayedFacts() {}

    /** The known family in the name, else the name itself. */
    static String family(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return FAMILIES.stream().filter(lower::contains).findFirst().orElse(lower);
    }

    static SizeClass size(Price price) {
        double output = price.output().toDouble();
        if (output <= SMALL) {
            return SizeClass.SMALL;
        }
        if (output <= MEDIUM) {
            return SizeClass.MEDIUM;
        }
        return output <= LARGE ? SizeClass.LARGE : SizeClass.FRONTIER;
    }
}
