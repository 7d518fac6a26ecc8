package dev.tutti.sense.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class MajorityClusterPropertyTest {
    @Provide
    Arbitrary<List<AnswerSketch>> proposals() {
        return Combinators.combine(Arbitraries.longs().between(0, 2), Arbitraries.longs(), Arbitraries.of(true, false))
                .as((digest, similarity, brief) -> new AnswerSketch(digest, similarity, brief, 10, Flaw.NONE))
                .list()
                .ofMaxSize(8);
    }

    @Property
    void atLeastHalfIsKeptInOrder(@ForAll("proposals") List<AnswerSketch> proposals) {
        List<Integer> kept = MajorityCluster.keep(proposals);

        assertThat(kept).isSorted().doesNotHaveDuplicates();
        assertThat(kept.size() * 2).isGreaterThanOrEqualTo(proposals.size());
    }

    @Property
    void ofTwoShortAnswersTheMajorityIsKeptAndOfATieBoth(@ForAll("proposals") List<AnswerSketch> proposals) {
        List<AnswerSketch> two =
                proposals.stream().map(p -> answer(p.digest() % 2)).toList();

        List<Integer> ones = where(two, 1);
        List<Integer> zeros = where(two, 0);
        List<Integer> all = new ArrayList<>(ones);
        all.addAll(zeros);
        all.sort(null);
        assertThat(MajorityCluster.keep(two))
                .isEqualTo(ones.size() == zeros.size() ? all : ones.size() > zeros.size() ? ones : zeros);
    }

    @Example
    void flawedProposalsAreLeftOutUnlessAllAre() {
        AnswerSketch refusal = new AnswerSketch(9, 9, true, 5, Flaw.REFUSAL);
        AnswerSketch empty = new AnswerSketch(0, 0, false, 0, Flaw.EMPTY);

        assertThat(MajorityCluster.keep(List.of(refusal, answer(1), empty))).containsExactly(1);
        assertThat(MajorityCluster.keep(List.of(empty, refusal))).containsExactly(1);
    }

    @Example
    void oneDeceiverAgainstThreeIsCutOff() {
        assertThat(MajorityCluster.keep(List.of(answer(7), answer(1), answer(1), answer(1))))
                .containsExactly(1, 2, 3);
    }

    @Example
    void answersThatNobodySharesDoNotSwellTheClusterOfWhoeverSpokeFirst() {
        assertThat(MajorityCluster.keep(List.of(answer(7), answer(1), answer(1), answer(2), answer(1))))
                .containsExactly(1, 2, 4);
        assertThat(MajorityCluster.keep(List.of(answer(7), answer(1), answer(1), answer(1), answer(7), answer(3))))
                .containsExactly(1, 2, 3, 5);
        assertThat(MajorityCluster.keep(List.of(answer(7), answer(1), answer(1), answer(2), answer(3))))
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Example
    void ofAnswersThatAllDifferAndOfTwoCampsOfOneSizeAllStay() {
        assertThat(MajorityCluster.keep(List.of(answer(1), answer(2), answer(3))))
                .containsExactly(0, 1, 2);
        assertThat(MajorityCluster.keep(List.of(answer(1), answer(1), answer(2), answer(2), answer(3))))
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(MajorityCluster.keep(List.of(answer(1), answer(2)))).containsExactly(0, 1);
    }

    @Property
    void thePluralityOfShortAnswersIsAmongWhatIsKept(@ForAll("proposals") List<AnswerSketch> proposals) {
        List<AnswerSketch> brief =
                proposals.stream().map(p -> answer(p.digest())).toList();

        int leader = Evidence.of(brief.stream()
                        .map(p -> new Evidence.Voice(new ModelId("m"), Optional.of(p), 1))
                        .toList())
                .leader();

        assertThat(leader < 0 || MajorityCluster.keep(brief).contains(leader)).isTrue();
    }

    private static List<Integer> where(List<AnswerSketch> proposals, long digest) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < proposals.size(); i++) {
            if (proposals.get(i).digest() == digest) {
                found.add(i);
            }
        }
        return found;
    }

    private static AnswerSketch answer(long digest) {
        return new AnswerSketch(digest, digest, true, 10, Flaw.NONE);
    }
}
