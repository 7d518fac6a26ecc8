package dev.tutti.edge.http;

/** Finds the end of a JSON object that comes in pieces, by its braces outside of strings. Used by one thread. */
final class ObjectEnd {
    private int depth;
    private boolean begun;
    private boolean inText;
    private boolean escaped;

    void read(String piece) {
        for (int i = 0; i < piece.length() && !reached(); i++) {
            read(piece.charAt(i));
        }
    }

    private void read(char c) {
        if (inText) {
            inText = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
            return;
        }
        switch (c) {
            case '"' -> inText = true;
            case '{', '[' -> {
                begun = true;
                depth++;
            }
            case '}', ']' -> depth--;
            default -> {
                // Nothing else begins or ends an object.
            }
        }
    }

    boolean reached() {
        return begun && depth <= 0;
    }
}
