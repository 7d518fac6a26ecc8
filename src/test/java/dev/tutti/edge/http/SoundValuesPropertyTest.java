package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.sense.feature.Texts;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SoundValuesPropertyTest {
    /** Any text, and text as it should be, of which some stands behind the surrogates. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Texts.any(),
                Arbitraries.strings().withCharRange('\u0001', '\ud7ff').ofMaxLength(40),
                Arbitraries.strings().withCharRange('\ue000', '\uffff').ofMaxLength(40),
                Arbitraries.strings()
                        .withChars("a\u00e9\ud83d\ude00\ud7ff\ue000\u0000")
                        .ofMaxLength(6));
    }

    @Property
    void textIsRefusedWhenItHoldsNulOrHalfASurrogatePairAndElseTaken(@ForAll("texts") String text) {
        boolean sound = text.codePoints().noneMatch(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff));

        assertThat(isTaken(text)).isEqualTo(sound);
    }

    private static boolean isTaken(String text) {
        try {
            SoundValues.require(JsonNodeFactory.instance.textNode(text));
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }
}
