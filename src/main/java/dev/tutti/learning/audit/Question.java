package dev.tutti.learning.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tutti.words.chat.ChatRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a judge is asked: conversation and answers as data, each JSON on one line between lines with a code that nobody who
 * wrote them can know. The verdict repeats the code, so that no verdict that an answer brings along is taken for the
 * judge's. {@code fields}: where the verdict has the grade of each answer, in the order in which they stand in the text.
 */
record Question(String text, String code, List<String> fields) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final String ONE = resource("one.txt");
    private static final String TWO = resource("two.txt");
    private static final String RUBRIC = resource("rubric.txt");

    Question {
        fields = List.copyOf(fields);
    }

    /** {@code answers}: one, or two to be graded side by side. */
    static Question of(ChatRequest chat, Optional<String> rubric, List<String> answers, String code) {
        boolean one = answers.size() == 1;
        String text = fill(
                one ? ONE : TWO,
                Map.of(
                        "code", code,
                        "rubric", rubric.orElse(RUBRIC),
                        "conversation", conversation(chat),
                        "first", TextNode.valueOf(answers.getFirst()).toString(),
                        "second", TextNode.valueOf(answers.getLast()).toString()));
        return new Question(text, code, one ? List.of("score") : List.of("first", "second"));
    }

    private static String conversation(ChatRequest chat) {
        ArrayNode said = JsonNodeFactory.instance.arrayNode();
        chat.messages()
                .forEach(message ->
                        said.addObject().put("role", message.role().wireName()).put("text", message.text()));
        return said.toString();
    }

    /** In one pass, so that nothing that is filled in is taken for a place to fill. */
    private static String fill(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll((MatchResult place) ->
                        Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    private static String resource(String name) {
        try (InputStream in = Question.class.getResourceAsStream("/judges/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its text for judges " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "question of " + text.length() + " characters";
    }
}
