package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How the holder of a token is called where callers with keys go by the names of these: what the identity provider calls it,
 * behind a prefix that no key's name has. Whatever is not a letter, a digit or one of a few signs is written as in a URL, so
 * that no two holders have one name and none has line breaks in it.
 */
public final class HolderName {
    /** Of holders alone: {@link StoredKey} has no colon in its names, and the configuration's keys may not begin so. */
    static final String PREFIX = "oidc:";

    /** As OpenID Connect has it for {@code sub}. */
    public static final int LONGEST = 255;

    private static final String SIGNS = "-._~@|:/+=";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HolderName() {}

    /** Empty where it is blank, longer than {@link #LONGEST}, also as written here, or no text in Unicode. */
    public static Optional<KeyId> of(String holder) {
        return holder.isBlank() || holder.length() > LONGEST
                ? Optional.empty()
                : written(holder)
                        .filter(name -> name.length() <= LONGEST)
                        .map(PREFIX::concat)
                        .map(KeyId::new);
    }

    private static Optional<String> written(String holder) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(holder));
            StringBuilder name = new StringBuilder();
            while (bytes.hasRemaining()) {
                append(name, bytes.get());
            }
            return Optional.of(name.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static void append(StringBuilder name, byte one) {
        if (isPlain((char) one)) {
            name.append((char) one);
        } else {
            name.append('%').append(HEX.toHexDigits(one));
        }
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || SIGNS.indexOf(c) >= 0;
    }
}
