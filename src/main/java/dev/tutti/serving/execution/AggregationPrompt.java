package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The text that asks a model to make one answer of several, with the proposals in it as data: anonymous, shuffled,
 * numbered, each a JSON string between lines with a code that no proposer can know, long ones cut in the middle.
 *
 * @param shown the proposals in the order shown: number 1 is the first
 */
record AggregationPrompt(String text, List<Proposal> shown) {
    private static final String SYNTHESISE = read("synthesise.txt");
    private static final String SELECT = read("select.txt");

    static AggregationPrompt synthesise(List<Proposal> proposals, RequestSeed seed, int characters) {
        return fill(SYNTHESISE, proposals, seed, characters);
    }

    static AggregationPrompt select(List<Proposal> proposals, RequestSeed seed, int characters) {
        return fill(SELECT, proposals, seed, characters);
    }

    private static AggregationPrompt fill(String template, List<Proposal> proposals, RequestSeed seed, int characters) {
        List<Proposal> shown = new ArrayList<>(proposals);
        Collections.shuffle(shown, seed.shuffle());
        String code = seed.code();
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
        // The proposals go in last, so that nothing in them is taken for a place to fill.
        String text = template.replace("{{code}}", code)
                .replace("{{count}}", Integer.toString(shown.size()))
                .replace("{{proposals}}", block);
        return new AggregationPrompt(text, List.copyOf(shown));
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

    private static String read(String name) {
        try (InputStream in = AggregationPrompt.class.getResourceAsStream("/prompts/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its prompt " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
