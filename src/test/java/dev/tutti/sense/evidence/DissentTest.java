package dev.tutti.sense.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DissentTest {
    private static final String ON_TIDES =
            "The tides follow the moon, whose pull raises the sea on the near side and on "
                    + "the far side alike, so that most coasts see two high waters and two low waters between one moonrise and the next.";
    private static final String ON_BREAD =
            "Bread rises because yeast turns sugar into carbon dioxide that the gluten of "
                    + "a well kneaded dough holds back in bubbles; the oven sets their walls before the gas can leave them again.";

    private static AnswerSketch sketch(String text) {
        return AnswerSketcher.sketch(text, "stop", false);
    }

    private static List<AnswerSketch> sketches(String... texts) {
        return Stream.of(texts).map(DissentTest::sketch).toList();
    }

    @Test
    void whoSaysTheSameDoesNotDissent() {
        assertThat(Dissent.of(sketch("42"), sketches("42", "42"), sketches("42", "The answer is 42.")))
                .isEmpty();
    }

    @Test
    void oneLateVoiceAgainstAMajorityIsLeftOutLikeAnyOther() {
        assertThat(Dissent.of(sketch("42"), sketches("42", "42"), sketches("41")))
                .isEmpty();
    }

    @Test
    void lateVoicesThatTurnTheMajorityOrMakeATieDissent() {
        assertThat(Dissent.of(sketch("42"), sketches("42", "41"), sketches("41")))
                .containsExactly(0);
        assertThat(Dissent.of(sketch("42"), sketches("42", "42"), sketches("41", "42", "41", "41")))
                .containsExactly(0, 2, 3);
    }

    @Test
    void anAnswerInOtherWordsIsTakenToSayWhatMostOfItsProposalsSay() {
        assertThat(Dissent.of(sketch("It is 42."), sketches("41", "42", "42"), sketches("42")))
                .isEmpty();
        assertThat(Dissent.of(sketch("It is 42."), sketches("42", "41"), sketches("41")))
                .containsExactly(0);
    }

    @Test
    void flawedLateProposalsSayNothing() {
        assertThat(Dissent.of(sketch("42"), sketches("42", "41"), sketches("", "")))
                .isEmpty();
    }

    @Test
    void aLongLateProposalDissentsWhenItIsFartherFromTheAnswerThanThoseItWasMadeOf() {
        String variant = ON_TIDES.replace("most coasts", "nearly all coasts");

        assertThat(Dissent.of(sketch(ON_TIDES), sketches(ON_TIDES, variant), sketches(variant)))
                .isEmpty();
        assertThat(Dissent.of(sketch(ON_TIDES), sketches(ON_TIDES), sketches(ON_BREAD)))
                .containsExactly(0);
    }
}
