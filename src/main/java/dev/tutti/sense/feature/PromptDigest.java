package dev.tutti.sense.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a prompt: SHA-256, first 32 hex digits, of who says what, with white space folded. Images, sounds and tool
 * calls count, sampling parameters do not, so rows of one prompt share it and nothing of the prompt can be read in it.
 */
public final class PromptDigest {
    private static final int DIGITS = 32;

    private PromptDigest() {}

    public static String of(ChatRequest request) {
        MessageDigest sha = sha256();
        for (Message message : request.messages()) {
            sha.update((message.role().wireName() + '\n').getBytes(StandardCharsets.UTF_8));
            text(message.text(), sha);
            StringBuilder rest = new StringBuilder();
            beyondText(message.wire(), rest);
            sha.update(rest.append('\u0000').toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
    }

    private static void text(String text, MessageDigest to) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == text.length()) {
            // All are ASCII, or halves of a pair, which are question marks by now.
            to.update(bytes, 0, fold(bytes));
        } else {
            to.update(folded(text).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** In place; how many are left. Hardly branches, since where a word ends no processor foresees. */
    private static int fold(byte[] ascii) {
        int end = 0;
        int before = CharacterKinds.WHITE;
        for (byte c : ascii) {
            int white = CharacterKinds.of((char) c) & CharacterKinds.WHITE;
            ascii[end] = white == 0 ? c : (byte) ' ';
            end += 1 - (white & before) / CharacterKinds.WHITE;
            before = white;
        }
        return before == 0 ? end : Math.max(0, end - 1);
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((CharacterKinds.of(c) & CharacterKinds.WHITE) != 0) {
                gap = !folded.isEmpty();
                continue;
            }
            if (gap) {
                folded.append(' ');
                gap = false;
            }
            folded.append(c);
        }
        return folded.toString();
    }

    private static void beyondText(JsonNode wire, StringBuilder to) {
        JsonNode content = wire.path("content");
        if (content.isArray()) {
            for (JsonNode part : content) {
                if (!part.path("type").asText().equals("text")) {
                    to.append('\u0001').append(part);
                }
            }
        }
        if (wire.path("tool_calls").size() > 0) {
            to.append('\u0001').append(wire.path("tool_calls"));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform brings SHA-256", e);
        }
    }
}
