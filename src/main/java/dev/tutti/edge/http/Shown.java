package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;

/** How a value that somebody sent is shown back in a message: shortened, without control characters, never a container. */
final class Shown {

    private static final int MOST = 60;

    private Shown() {}

    static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array of " + value.size();
            case STRING -> quoted(value.textValue());
            default -> shortened(value.asText());
        };
    }

    static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    static String shortened(String text) {
        return shortened(text, MOST);
    }

    static String shortened(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(most).forEach(c -> shown.appendCodePoint(isSafe(c) ? c : '?'));
        return text.codePointCount(0, text.length()) > most ? shown + "..." : shown.toString();
    }

    private static boolean isSafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> c != '"';
        };
    }
}
