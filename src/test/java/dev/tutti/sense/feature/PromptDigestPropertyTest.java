package dev.tutti.sense.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class PromptDigestPropertyTest {
    @Provide
    Arbitrary<String> texts() {
        return Texts.any();
    }

    @Property
    void aPromptIsNamedByTheHashOfItsFoldedText(@ForAll("texts") String text) throws NoSuchAlgorithmException {
        byte[] said = ("user\n" + folded(text) + "\0").getBytes(StandardCharsets.UTF_8);

        String hex =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(said));

        assertThat(PromptDigest.of(Requests.asking(text))).isEqualTo(hex.substring(0, 32));
    }

    /** The slow obvious way: white space becomes one blank between words and nothing around them. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = Character.isWhitespace(text.charAt(i)) ? ' ' : text.charAt(i);
            boolean needless = c == ' ' && (folded.isEmpty() || folded.charAt(folded.length() - 1) == ' ');
            folded.append(needless ? "" : c);
        }
        return folded.toString().endsWith(" ") ? folded.substring(0, folded.length() - 1) : folded.toString();
    }
}
