package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses what is legal JSON and yet breaks what comes after: half surrogate pairs, NUL, numbers beyond a double. */
final class SoundValues {

    private static final int LARGEST_EXPONENT = 308;

    private SoundValues() {}

    static void require(JsonNode root) {
        walk(root, null);
    }

    private static void walk(JsonNode node, @Nullable Path at) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    requireText(field.getKey(), at, "a name in ");
                    walk(field.getValue(), new Path(at, field.getKey(), -1));
                }
            }
            case ARRAY -> {
                for (int i = 0; i < node.size(); i++) {
                    walk(node.get(i), new Path(at, "", i));
                }
            }
            case STRING -> requireText(node.textValue(), at, "");
            case NUMBER -> requireNumber(node, at);
            default -> {}
        }
    }

    private static void requireText(String text, @Nullable Path at, String what) {
        if (!isPlain(text)) {
            requireWhole(text, at, what);
        }
    }

    /** No character is NUL or stands at the surrogates or behind: so is nearly every text, and one comparison tells. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ((char) (text.charAt(i) - 1) >= Character.MIN_SURROGATE - 1) {
                return false;
            }
        }
        return true;
    }

    private static void requireWhole(String text, @Nullable Path at, String what) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw refused(at, what, "holds the character NUL (U+0000) at " + i + "; allowed is any other text");
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    throw refused(at, what, "holds half a surrogate pair at " + i + "; allowed is whole Unicode text");
                }
                i++;
            }
        }
    }

    private static boolean isPair(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    /** Decided on the exponent alone: turning 1e999999999 into digits would take a gigabyte. */
    private static void requireNumber(JsonNode node, @Nullable Path at) {
        if (!node.isBigDecimal()) {
            return;
        }
        BigDecimal number = node.decimalValue();
        long exponent = (long) number.precision() - number.scale() - 1;
        if ((number.signum() != 0 && Math.abs(exponent) >= LARGEST_EXPONENT)
                || Math.abs((long) number.scale()) > 2L * LARGEST_EXPONENT) {
            throw refused(
                    at,
                    "",
                    "is " + Shown.shortened(number.toString()) + ", beyond 1e" + LARGEST_EXPONENT
                            + " or below its inverse; allowed are numbers between");
        }
    }

    private static Refusal refused(@Nullable Path at, String what, String problem) {
        String path = at == null ? "body" : at.toString();
        return Refusal.invalid(path, what + path + " " + problem);
    }

    /** Where a value stands; spelled out only when something is refused. */
    private record Path(@Nullable Path parent, String name, int index) {
        @Override
        public String toString() {
            String before = parent == null ? "" : parent.toString();
            if (index >= 0) {
                return before + "[" + index + "]";
            }
            String shown = Shown.shortened(name);
            return before.isEmpty() ? shown : before + "." + shown;
        }
    }
}
