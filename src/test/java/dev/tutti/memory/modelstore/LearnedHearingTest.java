package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.plan.Hearing;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LearnedHearingTest {
    private static final LearnedHearing HEARING =
            new LearnedHearing(List.of(0, 2), List.of(0.5, -1.0), List.of(voices(1, 2), voices(3, 4)));

    @Test
    void aHearingTurnsFromMembersToTheStepsOfAnOrder() {
        Hearing hearing = HEARING.in(1, List.of(2, 1, 0));

        assertThat(hearing).isEqualTo(new Hearing(List.of(0, 2), -1, List.of(voice(4), voice(2))));
    }

    @Test
    void hearingsThatCascadesShareAreWrittenOnceAndSharedAgainWhenRead() {
        var shared = new LearnedCascade.Hearings(List.of(HEARING));

        byte[] json = ReleaseJson.write(new Two(shared, shared));
        Two back = ReleaseJson.read(json, Two.class);

        assertThat(back.one()).isEqualTo(shared).isSameAs(back.other());
        assertThat(new String(json, StandardCharsets.UTF_8)).containsOnlyOnce("voices");
    }

    @Test
    void aHearingHasAVoiceForEachMemberInEachSegment() {
        assertThatThrownBy(() -> new LearnedHearing(List.of(0), List.of(0.0, 0.0), List.of(List.of(voice(1)))))
                .hasMessageContaining("in each of 2 segments");
    }

    record Two(LearnedCascade.Hearings one, LearnedCascade.Hearings other) {}

    private static List<Hearing.Voice> voices(double first, double second) {
        return List.of(voice(first), voice(second));
    }

    private static Hearing.Voice voice(double weight) {
        return new Hearing.Voice(Collections.nCopies(Hearing.Voice.KNOT_COUNT, weight));
    }
}
