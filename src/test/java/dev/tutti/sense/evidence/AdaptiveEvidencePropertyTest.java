package dev.tutti.sense.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Adaptive samples beside the obvious way: ask for all and count. Numbers are answers; 0 is a refusal, 1 is silence. */
final class AdaptiveEvidencePropertyTest {
    @Property
    void whoeverIsCertainGivesTheAnswerOfAllSamples(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(max = 5) Integer> answers) {
        Adaptive certain = new Adaptive(2, 1);
        int asked = 2;
        int more = 2;
        while (more > 0) {
            more = certain.more(evidence(answers.subList(0, asked)).lead(), answers.size() - asked);
            asked += more;
        }

        int early = evidence(answers.subList(0, asked)).leader();
        int late = evidence(answers).leader();

        assertThat(early < 0 ? -1 : answers.get(early)).isEqualTo(late < 0 ? -1 : answers.get(late));
    }

    @Property
    void theLeadCountsHeadsOfTheTwoCommonestAnswersThatAreSound(
            @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> answers) {
        int leading = 0;
        int leader = -1;
        int following = 0;
        int follower = -1;
        for (int answer : answers.stream().filter(a -> a > 1).distinct().toList()) {
            int heads = (int) answers.stream().filter(a -> a == answer).count();
            if (heads > leading) {
                following = leading;
                follower = leader;
                leading = heads;
                leader = answer;
            } else if (heads > following) {
                following = heads;
                follower = answer;
            }
        }

        Adaptive.Lead lead = evidence(answers).lead();

        assertThat(lead.leading()).isEqualTo(leading);
        assertThat(lead.following()).isEqualTo(following);
        assertThat(lead.first()).isEqualTo(follower < 0 || answers.indexOf(leader) < answers.indexOf(follower));
    }

    private static Evidence evidence(List<Integer> answers) {
        return Evidence.of(answers.stream()
                .map(answer -> new Evidence.Voice(new ModelId("m"), answer == 1 ? Optional.empty() : sketch(answer), 1))
                .toList());
    }

    private static Optional<AnswerSketch> sketch(int answer) {
        return Optional.of(
                answer == 0
                        ? AnswerSketcher.sketch("", "stop", false)
                        : AnswerSketcher.sketch(Integer.toString(answer), "stop", false));
    }
}
