package dev.tutti.sense.evidence;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class QuarantiningTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final QuarantineRule RULE = new QuarantineRule(0.8, 2000, WEEK);
    /** ln 2000 = 7.6 in steps of ln 1.6 = 0.47. */
    private static final int ENOUGH = 17;

    private static final ModelId LIAR = new ModelId("liar");

    @Test
    void whoseRemovalMadeSeventeenAnswersBetterAndNoneWorseIsQuarantinedForAWeekAndNotBefore() {
        assertThat(quarantined(harms(LIAR, ENOUGH - 1, 0))).isEmpty();
        assertThat(quarantined(harms(LIAR, ENOUGH, 0)))
                .isEqualTo(Map.of(
                        LIAR,
                        new Quarantined(minute(ENOUGH - 1), minute(ENOUGH - 1).plus(WEEK), ENOUGH, 0)));
    }

    @Test
    void theOrderInWhichTheLogTellsChangesNothing() {
        List<JudgedInfluence> judged = harms(LIAR, 40, 0);
        Collections.shuffle(judged, new Random(3));

        assertThat(quarantined(judged)).isEqualTo(quarantined(harms(LIAR, 40, 0)));
    }

    @Test
    void whoBehavedWellForAYearAndTurnsIsFoundAsSoonAsWhoNeverDid() {
        List<JudgedInfluence> judged = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            judged.add(new JudgedInfluence(LIAR, minute(i), false));
        }
        judged.addAll(harms(LIAR, ENOUGH, 500));

        assertThat(quarantined(judged).get(LIAR).since()).isEqualTo(minute(500 + ENOUGH - 1));
    }

    @Test
    void oneGoesAndTheOthersBeginAnew() {
        List<JudgedInfluence> judged = harms(LIAR, ENOUGH, 0);
        judged.addAll(harms(new ModelId("b"), ENOUGH - 1, 0));
        judged.add(new JudgedInfluence(new ModelId("b"), minute(99), true));

        assertThat(quarantined(judged)).containsOnlyKeys(LIAR);
    }

    @Test
    void aReleaseEndsTheQuarantineAndWhatWasJudgedBeforeCountsNoMore() {
        List<JudgedInfluence> judged = harms(LIAR, ENOUGH, 0);
        judged.addAll(harms(LIAR, ENOUGH - 1, 200));
        Instant released = minute(100);

        Map<ModelId, Quarantined> after =
                Quarantining.of(RULE, catalogue(5, 0), judged, List.of(new Release(LIAR, released)));

        assertThat(after.get(LIAR).until()).isEqualTo(released);
        judged.addAll(harms(LIAR, 1, 300));
        assertThat(Quarantining.of(RULE, catalogue(5, 0), judged, List.of(new Release(LIAR, released)))
                        .get(LIAR)
                        .since())
                .isEqualTo(minute(300));
    }

    @Test
    void fewerThanHalfOfAllModelsGoHoweverManyKeepHarming() {
        for (int size = 1; size <= 9; size++) {
            List<JudgedInfluence> judged = new ArrayList<>();
            for (CatalogueModel model : catalogue(size, 0).models()) {
                judged.addAll(harms(model.id(), ENOUGH * 2, judged.size()));
            }

            Map<ModelId, Quarantined> gone = Quarantining.of(RULE, catalogue(size, 0), judged, List.of());

            assertThat(gone).hasSize((size - 1) / 2);
        }
    }

    @Test
    void theLastTrustedModelNeverGoes() {
        List<JudgedInfluence> judged = harms(LIAR, 100, 0);

        assertThat(Quarantining.of(RULE, catalogue(5, 4), judged, List.of())).isEmpty();
    }

    @Test
    void aModelAsOftenUsefulAsHarmfulIsQuarantinedLessThanOnceInTwoThousandInfluences() {
        QuarantineRule moment = new QuarantineRule(0.8, 2000, Duration.ofNanos(1));
        SplittableRandom coin = new SplittableRandom(5);
        long alarms = 0;
        List<JudgedInfluence> judged = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            judged.add(new JudgedInfluence(LIAR, minute(i), coin.nextBoolean()));
            if (i % 2_000 == 1_999) {
                // Each stretch begins anew, as after a release, and is the bound's unit.
                alarms += Quarantining.of(moment, catalogue(5, 0), judged, List.of())
                        .size();
                judged.clear();
            }
        }

        assertThat(alarms).isLessThan(100);
    }

    private static Map<ModelId, Quarantined> quarantined(List<JudgedInfluence> judged) {
        return Quarantining.of(RULE, catalogue(5, 0), judged, List.of());
    }

    private static List<JudgedInfluence> harms(ModelId model, int times, int firstMinute) {
        List<JudgedInfluence> judged = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            judged.add(new JudgedInfluence(model, minute(firstMinute + i), true));
        }
        return judged;
    }

    private static Instant minute(int n) {
        return NOON.plus(Duration.ofMinutes(n));
    }

    /** The liar first, then b, c, d...; the last so many are untrusted. */
    private static Catalogue catalogue(int size, int untrusted) {
        List<String> names = Stream.of("liar", "b", "c", "d", "e", "f", "g", "h", "i")
                .limit(size)
                .toList();
        return new Catalogue(
                "test",
                names.stream()
                        .map(name -> model(name, names.indexOf(name) >= size - untrusted))
                        .toList());
    }

    private static CatalogueModel model(String name, boolean untrusted) {
        return new CatalogueModel(
                new ModelId(name),
                Price.perMillion("1", "1"),
                new Tokens(1_000),
                new Tokens(1_000),
                Set.of(),
                "family",
                SizeClass.SMALL,
                untrusted ? Trust.UNTRUSTED : Trust.TRUSTED,
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
}
