package dev.tutti.serving.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AggregationPromptTest {
    private static final RequestSeed SEED = RequestSeed.of(new RequestId("r-1"), Codes.keyed(new byte[32]));

    private static List<Proposal> proposals(String... texts) {
        return Stream.of(texts)
                .map(text -> {
                    Answer answer = new Answer(text, "stop", "m", Usage.NONE, Optional.empty());
                    return new Proposal(
                            new ModelId("secret/name"), answer, Screening.sketch(answer, AnswerForm.free()));
                })
                .toList();
    }

    private static AggregationPrompt select(List<Proposal> drafts, RequestSeed seed, int characters) {
        PromptTemplate template = PromptFiles.builtIn().of(PromptMode.SELECT, Optional.empty());
        return AggregationPrompt.of(template, drafts, seed, characters);
    }

    @Test
    void numbersBelongToTheOrderShownAndNamesAreNotShown() {
        AggregationPrompt prompt = select(proposals("one", "two", "three"), SEED, 100);

        for (int i = 0; i < 3; i++) {
            String text = prompt.shown().get(i).answer().text();
            assertThat(prompt.text()).contains("[draft " + (i + 1) + " " + SEED.code() + "]\n\"" + text + "\"");
        }
        assertThat(prompt.text()).doesNotContain("secret");
    }

    @Test
    void theOrderFollowsFromTheRequestAndDiffersBetweenRequests() {
        List<Proposal> six = proposals("1", "2", "3", "4", "5", "6");

        assertThat(select(six, SEED, 9)).isEqualTo(select(six, SEED, 9));
        assertThat(select(six, RequestSeed.of(new RequestId("r-2"), Codes.keyed(new byte[32])), 9)
                        .shown())
                .isNotEqualTo(select(six, SEED, 9).shown());
    }

    @Test
    void aCodeFollowsFromTheSecretAndTheSecretAlone() {
        RequestSeed other = new RequestSeed(SEED.value(), Codes.keyed(new byte[] {1}));

        assertThat(SEED.code()).matches("[0-9a-f]{16}").isNotEqualTo(other.code());
        assertThat(SEED.layer(2).code()).isNotEqualTo(SEED.layer(3).code());
        assertThat(SEED.layer(2).code()).isEqualTo(SEED.layer(2).code());
        assertThat(SEED.shuffle().nextLong()).isEqualTo(other.shuffle().nextLong());
    }

    @Test
    void aLongProposalIsCutInTheMiddleAndNeverInsideACharacter() {
        assertThat(AggregationPrompt.cut("a".repeat(10) + "b".repeat(10), 10))
                .isEqualTo("aaaaa\n[... 10 characters left out ...]\nbbbbb");
        assertThat(AggregationPrompt.cut("\uD83D\uDE00".repeat(9), 6).codePoints())
                .noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    @Test
    void aLengthIsNamedInTensOfWordsByTheMiddleDraft() {
        PromptTemplate template = PromptTemplate.of(PromptMode.SYNTHESISE, "{{words}} {{code}} {{proposals}}");

        assertThat(AggregationPrompt.of(template, proposals("w ".repeat(400), "w ".repeat(31), "w"), SEED, 1000)
                        .text())
                .startsWith("40 ");
        assertThat(AggregationPrompt.of(template, proposals("42"), SEED, 1000).text())
                .startsWith("20 ");
    }

    @Test
    void nothingInAProposalIsTakenForAPlaceToFill() {
        assertThat(select(proposals("{{count}} {{proposals}} $1 \\1"), SEED, 1000)
                        .text())
                .contains("\"{{count}} {{proposals}} $1 \\\\1\"");
    }

    @Test
    void aSelectionIsClearOrNone() {
        List<Proposal> shown = proposals("one", "two", "three");

        assertThat(Selection.of("**2**", shown)).contains(shown.get(1));
        assertThat(Selection.of("Draft 3, as 99999999999 is out of range.", shown))
                .contains(shown.get(2));
        assertThat(Selection.of("1 is wrong, 2 is right", shown)).isEmpty();
        assertThat(Selection.of("0 or 4", shown)).isEmpty();
        assertThat(Selection.of("", shown)).isEmpty();
    }
}
