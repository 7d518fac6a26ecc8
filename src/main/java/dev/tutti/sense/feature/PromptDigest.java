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
            StringBuilder said = new StringBuilder(message.text().length() + 16);
            said.append(message.role().wireName()).append('\n');
            fold(message.text(), said);
            beyondText(message.wire(), said);
            said.append('\u0000');
            sha.update(said.toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
    }

    private static void fold(String text, StringBuilder to) {
        char[] folded = text.toCharArray();
        int end = 0;
        boolean gap = false;
        for (char c : folded) {
            if ((CharacterKinds.of(c) & CharacterKinds.WHITE) != 0) {
                gap = end > 0;
                continue;
            }
            if (gap) {
                folded[end++] = ' ';
                gap = false;
            }
            folded[end++] = c;
        }
        to.append(folded, 0, end);
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
