package dev.tutti.edge.practice;

/** How a prompt is compared: runs of white space count as one blank, none at the ends. */
final class PromptText {
    private PromptText() {}

    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                gap = true;
                continue;
            }
            if (gap && !folded.isEmpty()) {
                folded.append(' ');
            }
            gap = false;
            folded.append(c);
        }
        return folded.toString();
    }
}
