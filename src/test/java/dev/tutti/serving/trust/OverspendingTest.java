package dev.tutti.serving.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.Breaches;
import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.sense.evidence.Breach;
import dev.tutti.sense.evidence.Quarantined;
import dev.tutti.serving.DefaultSettings;
import dev.tutti.words.chat.ModelId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OverspendingTest {
    private static final ModelId MODEL = new ModelId("a");

    private final List<Breach> remembered = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean broken;
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final Quarantine quarantine = new Quarantine(() -> now);
    private final Overspending overspending = new Overspending(
            quarantine,
            DefaultSettings.of(QuarantineSettings.class),
            new Breaches() {
                @Override
                public void add(Breach breach) {
                    if (broken) {
                        throw new OutcomeLogUnavailable("full", new IllegalStateException());
                    }
                    remembered.add(breach);
                }

                @Override
                public List<Breach> breaches() {
                    return remembered;
                }
            },
            () -> now,
            Runnable::run,
            warnings::add);

    @Test
    void itIsInAtOnceForTheConfiguredLengthWhateverWhoWatchesSaysMeanwhile() {
        overspending.happened(MODEL);
        quarantine.replace(Map.of());

        Quarantined held = quarantine.of(MODEL).orElseThrow();
        assertThat(held.until()).isEqualTo(now.plus(Duration.ofDays(7)));
        assertThat(held.reason()).isEqualTo(Quarantined.Reason.OVERSPEND);
        assertThat(remembered).containsExactly(new Breach(MODEL, now));
        assertThat(warnings).singleElement().asString().contains("a is in quarantine until 2026-11-27");
        now = held.until();
        assertThat(quarantine.holds(MODEL)).isFalse();
    }

    @Test
    void aStormIsRememberedOnceAnHour() {
        for (int second = 0; second <= 3_600; second++) {
            overspending.happened(MODEL);
            now = now.plusSeconds(1);
        }

        assertThat(remembered).hasSize(2);
    }

    @Test
    void afterAReleaseTheNextBreachCountsAtOnce() {
        overspending.happened(MODEL);
        quarantine.end(MODEL);
        assertThat(quarantine.holds(MODEL)).isFalse();

        overspending.happened(MODEL);

        assertThat(quarantine.holds(MODEL)).isTrue();
        assertThat(remembered).hasSize(2);
    }

    @Test
    void whatTheDiskDoesNotTakeIsToldAndHoldsUntilARestart() {
        broken = true;

        overspending.happened(MODEL);

        assertThat(quarantine.holds(MODEL)).isTrue();
        assertThat(warnings).hasSize(2);
    }
}
