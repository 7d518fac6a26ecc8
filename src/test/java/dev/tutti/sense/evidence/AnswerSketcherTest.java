package dev.tutti.sense.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerSketcherTest {
    private static final String PROSE = """
            The harbour was founded by fishermen who came down from the hills in the spring. For two hundred years its
            quays held nothing but small boats, until the railway reached the valley and timber could be shipped. Then came
            warehouses, a customs house and a school for pilots, and the town forgot that it had ever been poor.""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "42 | The answer is **42**.",
                "1,000.0 | 1000",
                "0.50 | .5",
                "1/2 | 0.5",
                "\\boxed{\\frac{1}{2}} | 1/2",
                "So we get #### 18 | 18.0",
                "$1,250 | 1250 dollars",
                "50% | 50",
                "-3 | The answer is -3",
                "x = 7 | 7",
                "(A) | A.",
                "a) | Answer: A",
                "B. Paris | The correct answer is (B)",
                "option C | c",
                "[(4, 1), (2, 3)] | [(4,1),(2,3)]",
                "Paris. | \"paris\"",
                "{\"answer\": \"42\"} | 42",
                "{\"reasoning\":\"x\",\"answer\":18.0} | 18",
                "{\"b\":1,\"a\":[2,3]} | { \"a\" : [2, 3.0], \"b\" : 1.0 }",
            })
    void answersThatSayTheSameAgree(String one, String other) {
        assertThat(Agreement.agree(sketch(one), sketch(other))).isTrue();
        assertThat(sketch(one).brief()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "42 | 43",
                "3 and 4 | 3",
                "1/3 | 0.333",
                "5 million | 5",
                "2 pi | 2",
                "A | B",
                "A cat | A",
                "[(4, 1), (4, 1), (2, 3)] | [(4, 1), (2, 3)]",
                "new york | newyork",
                "-3 | 3",
                "1e999999999 | 1",
                "{\"a\":1} | {\"a\":2}",
            })
    void answersThatSayOtherThingsDoNot(String one, String other) {
        assertThat(Agreement.agree(sketch(one), sketch(other))).isFalse();
    }

    @Test
    void theAnswerIsFoundAtTheEndOfAReasoning() {
        String reasoned = "First 6 x 7 is computed.\nIt comes to 42.\nThe answer is 41, no:\n\nFinal answer: **42**";

        assertThat(Agreement.agree(sketch(reasoned), sketch("42"))).isTrue();
    }

    @Test
    void jsonIsFoundInAFence() {
        assertThat(Agreement.agree(sketch("Here you are:\n```json\n{\"a\": 1}\n```"), sketch("{\"a\":1}")))
                .isTrue();
    }

    @Test
    void longTextsAgreeWhenNearlyTheSameAndNotWhenUnrelated() {
        String edited = PROSE.replace("small boats", "rowing boats");
        String other = """
                Enzymes lower the energy that a reaction needs to begin. They do so by holding the molecules in a position in
                which bonds can break, and they come out unchanged, so that a few of them serve many reactions. Heat above a
                certain point unfolds them, after which they fit nothing and the cell has to build others anew.""";

        assertThat(sketch(PROSE).brief()).isFalse();
        assertThat(Agreement.agree(sketch(PROSE), sketch(edited))).isTrue();
        assertThat(Agreement.agree(sketch(PROSE), sketch(other))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | stop | false | EMPTY",
                "'  ' | stop | false | EMPTY",
                "forty | length | false | CUT_OFF",
                "I’m sorry, but I can’t help with that. | stop | false | REFUSAL",
                "x | content_filter | false | REFUSAL",
                "forty-two | stop | true | NOT_THE_DEMANDED_JSON",
                "forty-two | stop | false | NONE",
            })
    void whatCodeCanSeeToBeWrongIsSaid(String text, String reason, boolean json, Flaw flaw) {
        assertThat(AnswerSketcher.sketch(text, reason, json).flaw()).isEqualTo(flaw);
    }

    @Test
    void aTextThatRepeatsItselfIsFlawedAndALongOneIsNot() {
        assertThat(sketch("I go on and on.\n".repeat(40)).flaw()).isEqualTo(Flaw.REPETITIVE);
        assertThat(sketch("word ".repeat(400)).flaw()).isEqualTo(Flaw.REPETITIVE);
        assertThat(sketch(PROSE).flaw()).isEqualTo(Flaw.NONE);
    }

    @Test
    void twoRefusalsStopNoCascade() {
        AnswerSketch refusal = sketch("I cannot assist with that.");

        assertThat(Agreement.agree(refusal, refusal)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud800",
                "\\boxed{",
                "####",
                "{\"answer\"",
                "```",
                "answer:",
                "(",
                "1/0",
                "\\frac{1}{0}",
                "=",
                "-",
                "."
            })
    void whateverIsWrittenGetsASketch(String text) {
        assertThat(sketch(text).characters()).isEqualTo(text.length());
    }

    private static AnswerSketch sketch(String text) {
        return AnswerSketcher.sketch(text, "stop", false);
    }
}
