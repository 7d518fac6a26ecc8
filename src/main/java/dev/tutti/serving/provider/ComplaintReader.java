package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the complaint out of an OpenAI error object, without control characters and without our keys. */
final class ComplaintReader {
    private static final int LONGEST = 500;
    private static final Pattern PARAM = Pattern.compile("[A-Za-z_][A-Za-z0-9_.\\[\\]-]{0,99}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");
    /** What looks like a key, also one that the provider has masked: {@code sk-ab****yz}, {@code Bearer ...}. */
    private static final Pattern KEY_LIKE =
            Pattern.compile("\\b(?:sk|pk|rk|key)[-_][\\w*.-]{6,}|(?i:bearer)\\s+[\\w*.+/=-]{6,}");

    private final KeyRing keys;

    ComplaintReader(KeyRing keys) {
        this.keys = keys;
    }

    /** Nothing where the object holds no message. */
    Optional<Complaint> read(JsonNode object) {
        JsonNode error = object.path("error");
        String message = error.path("message").asText("");
        return message.isBlank()
                ? Optional.empty()
                : Optional.of(new Complaint(shown(message), param(error.path("param"))));
    }

    private String shown(String message) {
        // Keys first: cut in two, one would not be found.
        String safe = KEY_LIKE.matcher(keys.hideIn(message)).replaceAll("***");
        String line = UNPRINTABLE.matcher(safe).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "...";
    }

    private static Optional<String> param(JsonNode param) {
        return Optional.of(param.asText("")).filter(name -> PARAM.matcher(name).matches());
    }
}
