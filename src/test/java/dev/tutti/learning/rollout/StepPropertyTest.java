package dev.tutti.learning.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.modelstore.Stage;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The machine over any evidence. */
final class StepPropertyTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @Property
    void itGoesOnOnlyWithEnoughRequestsAndNothingAgainstIt(
            @ForAll Stage stage,
            @ForAll @IntRange(max = 1_000) int requests,
            @ForAll @Size(max = 80) List<@DoubleRange(min = -1, max = 1) Double> harms) {
        Objections objections = Objections.of(new Steps(500));
        harms.forEach(harm -> objections.add(Harm.QUALITY, harm, 0.5));
        Rollout rollout = new Rollout("none", "20260102T000000Z-bbbbbbbb", stage, NOW, NOW);

        Step step = Step.after(rollout, requests, 500, objections);

        boolean refuted = objections.bet(Harm.QUALITY).eValue() >= 80;
        boolean doubtful = objections.bet(Harm.QUALITY).present() >= Objections.DOUBTFUL;
        assertThat(step instanceof Step.TakeBack).isEqualTo(refuted);
        assertThat(step instanceof Step.Advance).isEqualTo(!refuted && !doubtful && requests >= 500);
        if (step instanceof Step.Stay stay) {
            assertThat(stay.awaits()).isNotBlank();
        }
    }

    @Property
    void moreOfAHarmNeverTurnsARefutationRound(
            @ForAll @Size(min = 1, max = 80) List<@DoubleRange(min = -1, max = 1) Double> harms) {
        Objections objections = Objections.of(new Steps(1));
        boolean proved = false;
        for (double harm : harms) {
            objections.add(Harm.FAILURES, harm, 1);
            boolean now = objections.proved().isPresent();
            assertThat(now || !proved).as("once proved, it stays so").isTrue();
            proved = now;
        }
    }
}
