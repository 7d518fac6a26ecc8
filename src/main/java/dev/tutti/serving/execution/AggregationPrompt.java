package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The text that asks a model to make one answer of several, with the proposals in it as data: anonymous, shuffled,
 * numbered, each a JSON string between lines with a code that no proposer can know, long ones cut in the middle.
 *
 * @param shown the proposals in the order shown: number 1 is the first
 */
record AggregationPrompt(String text, List<Proposal> shown) {
    /** A length is named in tens of words, and no smaller one than this. */
    private static final int LEAST_WORDS = 20;

    static AggregationPrompt of(PromptTemplate template, List<Proposal> proposals, RequestSeed seed, int characters) {
        List<Proposal> shown = new ArrayList<>(proposals);
        Collections.shuffle(shown, seed.shuffle());
        String code = seed.code();
        String text = template.fill(Map.of(
                "code", code,
                "count", Integer.toString(shown.size()),
                "words", Integer.toString(words(shown)),
                "proposals", block(shown, code, characters)));
        return new AggregationPrompt(text, List.copyOf(shown));
    }

    /** The proposals as data, in this order. */
    static String block(List<Proposal> shown, String code, int characters) {
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < shown.size(); i++) {
            String json = TextNode.valueOf(cut(shown.get(i).answer().text(), characters))
                    .toString();
            block.append(i == 0 ? "" : "\n\n")
                    .append("[draft ")
                    .append(i + 1)
                    .append(' ')
                    .append(code)
                    .append("]\n")
                    .append(json)
                    .append("\n[end ")
                    .append(i + 1)
                    .append(' ')
                    .append(code)
                    .append(']');
        }
        return block.toString();
    }

    /** The lower median of the proposals' lengths in words, rounded up to tens. */
    private static int words(List<Proposal> shown) {
        int[] counts = shown.stream()
                .mapToInt(proposal -> words(proposal.answer().text()))
                .sorted()
                .toArray();
        int middle = counts.length == 0 ? 0 : counts[(counts.length - 1) / 2];
        return Math.max(LEAST_WORDS, Math.ceilDiv(middle, 10) * 10);
    }

    private static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = !Character.isWhitespace(text.charAt(i));
            words += letter && !inside ? 1 : 0;
            inside = letter;
        }
        return words;
    }

    /** Keeps the beginning and the end, where claims and conclusions stand, and says how much is missing between. */
    static String cut(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        int head = boundary(text, characters / 2);
        int tail = boundary(text, text.length() - characters / 2);
        return text.substring(0, head) + "\n[... " + (tail - head) + " characters left out ...]\n"
                + text.substring(tail);
    }

    private static int boundary(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }
}
