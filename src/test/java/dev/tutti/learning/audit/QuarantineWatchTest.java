package dev.tutti.learning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.Breaches;
import dev.tutti.memory.outcome.HeapOutcomeLog;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Releases;
import dev.tutti.sense.evidence.Breach;
import dev.tutti.sense.evidence.Influence;
import dev.tutti.sense.evidence.Quarantined;
import dev.tutti.sense.evidence.Release;
import dev.tutti.serving.trust.Quarantine;
import dev.tutti.serving.trust.QuarantineSettings;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Model a lies: it sides with b's mistakes, speaks first, and so wins every tie. */
final class QuarantineWatchTest {
    private static final ModelId LIAR = new ModelId("a");
    private static final int ENOUGH = 17;

    private final HeapOutcomeLog log = new HeapOutcomeLog();
    private final List<Release> released = new ArrayList<>();
    private final List<Breach> breaches = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private Quarantine quarantine = new Quarantine(() -> now);
    private QuarantineWatch watch = watch();

    @Test
    void whoseVoiceDecidedIsReadOffTheRowThatWasAudited() {
        assertThat(AuditedInfluence.of(DecidedRows.panel("r", now, "42", "13", "42", "42", "42")))
                .isEmpty();
        assertThat(AuditedInfluence.of(DecidedRows.panel("r", now, "13", "13", "13", "42", "42")))
                .extracting(Influence::model)
                .containsExactly(LIAR, new ModelId("b"));
        assertThat(AuditedInfluence.of(DecidedRows.audit("x", DecidedRows.panel("r", now, "13", "13"), "a", "13")))
                .isEmpty();
    }

    @Test
    void aWonHedgeIsTheVoiceOfItsPlaceAndALostOneNoSecondVoice() {
        OutcomeRow decided = DecidedRows.panel("r", now, "13", "13", "13", "42", "42");
        OutcomeRow even = DecidedRows.panel("r", now, "42", "13", "42", "42");

        assertThat(AuditedInfluence.of(DecidedRows.hedged(decided))).isEqualTo(AuditedInfluence.of(decided));
        assertThat(AuditedInfluence.of(DecidedRows.hedgedInVain(even))).isEqualTo(AuditedInfluence.of(even));
    }

    @Test
    void labelsOfAuditsPutTheLiarIntoQuarantineAndALineSaysWhyWithoutRepeatingItself() {
        lies(ENOUGH, LabelSource.VERIFIER);

        watch.look();
        watch.look();

        assertThat(quarantine.holds(LIAR)).isTrue();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("a is in quarantine until 2026-11-27", "17 became better and 0 worse");
    }

    @Test
    void itEndsByItselfWhenItsTimeIsOver() {
        lies(ENOUGH, LabelSource.VERIFIER);
        watch.look();

        now = now.plus(Duration.ofDays(8));

        assertThat(quarantine.holds(LIAR)).isFalse();
    }

    @Test
    void usersCannotHaveAModelRemoved() {
        lies(3 * ENOUGH, LabelSource.USER);

        watch.look();

        assertThat(quarantine.holds(LIAR)).isFalse();
    }

    @Test
    void afterARestartTheLogAloneSaysTheSame() {
        lies(ENOUGH, LabelSource.REPLAY);
        watch.look();
        Instant until = quarantine.of(LIAR).orElseThrow().until();

        quarantine = new Quarantine(() -> now);
        watch = watch();
        watch.look();

        assertThat(quarantine.of(LIAR).orElseThrow().until()).isEqualTo(until);
    }

    @Test
    void whatIsTooOldForARestartIsForgottenWithoutOneToo() {
        lies(ENOUGH - 1, LabelSource.VERIFIER);
        watch.look();
        now = now.plus(Duration.ofDays(38));

        lie(ENOUGH, LabelSource.VERIFIER);
        watch.look();
        boolean held = quarantine.holds(LIAR);
        quarantine = new Quarantine(() -> now);
        watch = watch();
        watch.look();

        assertThat(held).isFalse();
        assertThat(quarantine.holds(LIAR)).isFalse();
    }

    @Test
    void aQuarantineLastsThoughItsFirstEvidenceLeavesTheWindow() {
        lies(ENOUGH - 1, LabelSource.VERIFIER);
        now = now.plus(Duration.ofDays(29));
        lie(ENOUGH, LabelSource.VERIFIER);
        watch.look();
        now = now.plus(Duration.ofDays(6));

        watch.look();

        assertThat(quarantine.holds(LIAR)).isTrue();
    }

    @Test
    void whomAPersonReleasedStaysReleasedAfterARestart() {
        lies(ENOUGH, LabelSource.VERIFIER);
        watch.look();

        watch.release(LIAR);

        assertThat(quarantine.holds(LIAR)).isFalse();
        watch = watch();
        watch.look();
        assertThat(quarantine.holds(LIAR)).isFalse();
    }

    @Test
    void whoeverWroteMoreThanAllowedIsInAfterARestartUntilAPersonReleasesIt() {
        breaches.add(new Breach(LIAR, now));
        watch.look();
        Instant until = quarantine.of(LIAR).orElseThrow().until();
        quarantine = new Quarantine(() -> now);
        watch = watch();
        watch.look();

        assertThat(until).isEqualTo(now.plus(Duration.ofDays(7)));
        assertThat(quarantine.of(LIAR).orElseThrow().until()).isEqualTo(until);
        assertThat(quarantine.of(LIAR).orElseThrow().reason()).isEqualTo(Quarantined.Reason.OVERSPEND);

        watch.release(LIAR);

        assertThat(quarantine.holds(LIAR)).isFalse();
    }

    @Test
    void labelsThatComeLaterAreSeenAtTheNextLook() {
        lies(ENOUGH - 1, LabelSource.VERIFIER);
        watch.look();
        assertThat(quarantine.holds(LIAR)).isFalse();

        lie(ENOUGH, LabelSource.VERIFIER);
        watch.look();

        assertThat(quarantine.holds(LIAR)).isTrue();
    }

    private void lies(int times, LabelSource source) {
        for (int i = 0; i < times; i++) {
            lie(i, source);
        }
    }

    /** An answer that the liar decides, as an audit of it finds out. */
    private void lie(int number, LabelSource source) {
        now = now.plusSeconds(60);
        OutcomeRow audited = DecidedRows.panel("r" + number, now, "13", "13", "42", "13", "42");
        OutcomeRow wrong =
                DecidedRows.audit("r" + number + "-0", audited, "a", "13").telling(AuditedInfluence.of(audited));
        OutcomeRow right = DecidedRows.audit("r" + number + "-1", audited, "d", "42");
        for (OutcomeRow row : List.of(audited, wrong, right)) {
            log.append(row);
            watch.logged(row);
        }
        log.label(new Label(wrong.id(), 0, source, true, Optional.empty(), now));
        log.label(new Label(right.id(), 1, source, true, Optional.empty(), now));
    }

    private QuarantineWatch watch() {
        Releases releases = new Releases() {
            @Override
            public void add(Release release) {
                released.add(release);
            }

            @Override
            public List<Release> all() {
                return List.copyOf(released);
            }
        };
        Breaches noted = new Breaches() {
            @Override
            public void add(Breach breach) {
                breaches.add(breach);
            }

            @Override
            public List<Breach> breaches() {
                return List.copyOf(breaches);
            }
        };
        return new QuarantineWatch(
                new QuarantineWatch.Memories(log, releases, noted),
                new Catalogue(
                        "test",
                        Stream.of("a", "b", "c", "d")
                                .map(QuarantineWatchTest::model)
                                .toList()),
                new Settings(),
                quarantine,
                () -> now,
                warnings::add);
    }

    private static CatalogueModel model(String name) {
        return new CatalogueModel(
                new ModelId(name),
                Price.perMillion("1", "1"),
                new Tokens(1_000),
                new Tokens(1_000),
                Set.of(),
                "family",
                SizeClass.SMALL,
                Trust.TRUSTED,
                Origin.SIMULATED,
                Optional.empty(),
                new Endpoint(
                        URI.create("http://127.0.0.1/v1"),
                        name,
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1));
    }

    /** The settings' defaults. */
    private record Settings() implements QuarantineSettings {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public double harmful() {
            return 0.8;
        }

        @Override
        public double falseAlarmEvery() {
            return 2_000;
        }

        @Override
        public Duration length() {
            return Duration.ofDays(7);
        }

        @Override
        public Duration window() {
            return Duration.ofDays(30);
        }

        @Override
        public int history() {
            return 2_000;
        }

        @Override
        public Duration checkEvery() {
            return Duration.ofMinutes(1);
        }
    }
}
