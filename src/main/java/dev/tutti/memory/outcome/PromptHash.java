package dev.tutti.memory.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.chat.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The fingerprint that all rows of one conversation share: SHA-256 (hex, first 32 digits) over roles and texts, in which
 * runs of white space count as one blank. A message whose content is more than text (images, tool calls) counts as it
 * came. Changing this would tear old rows from new ones, so it never changes.
 */
public final class PromptHash {
    private static final int DIGITS = 32;
    private static final char AFTER_ROLE = 0x1f;
    private static final char AFTER_MESSAGE = 0x1e;

    private PromptHash() {}

    public static String of(List<Message> messages) {
        StringBuilder normalised = new StringBuilder();
        for (Message message : messages) {
            normalised.append(message.role().wireName()).append(AFTER_ROLE);
            appendNormalised(message.text(), normalised);
            if (!isPlainText(message.wire())) {
                normalised.append(AFTER_ROLE).append(message.wire());
            }
            normalised.append(AFTER_MESSAGE);
        }
        return sha256(normalised.toString());
    }

    private static boolean isPlainText(JsonNode wire) {
        JsonNode content = wire.path("content");
        return (content.isTextual() || content.isMissingNode()) && !wire.has("tool_calls");
    }

    private static void appendNormalised(String text, StringBuilder to) {
        boolean blankBefore = true;
        int start = to.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = Character.isWhitespace(c);
            if (!blank) {
                to.append(c);
            } else if (!blankBefore) {
                to.append(' ');
            }
            blankBefore = blank;
        }
        if (to.length() > start && blankBefore) {
            to.setLength(to.length() - 1);
        }
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
