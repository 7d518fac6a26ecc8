package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.learning.training.Trained;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.plan.WhenInfeasible;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificatesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final Catalogue CATALOGUE = Catalogues.of(Map.of(Trained.STRONG, Origin.REPLAYED));

    private static Certificate certificate(String segment, Certificate.Verdict verdict) {
        return new Certificate(
                segment, 0.8, 0.95, "betting", 400, Optional.of(NOON), Optional.empty(), "catalogue-1", verdict);
    }

    private static final Certificates ALL = new Certificates(List.of(
            new Certificate(
                    Certificate.OTHERS,
                    0.8,
                    0.95,
                    "betting",
                    400,
                    Optional.of(NOON),
                    Optional.empty(),
                    "catalogue-1",
                    Optional.of(new Certificate.Terms(0.05, WhenInfeasible.BEST_GAIN, 5)),
                    new Certificate.Certified(-0.04, 0.2, 0.83)),
            certificate("code", new Certificate.Infeasible(OptionalDouble.of(0.77), OptionalLong.of(1_600))),
            certificate("law", new Certificate.Infeasible(OptionalDouble.empty(), OptionalLong.empty()))));

    @Test
    void theFileOfAReleaseGivesBackWhatWasWritten(@TempDir Path folder) {
        ReleaseDraft draft = Trained.draft(1);
        ReleaseDraft promising = new ReleaseDraft(
                draft.parts().with(ALL),
                draft.facts(),
                draft.verdict(),
                draft.modelCard(),
                draft.promptHashes(),
                draft.goldenPrompts());

        FileModelStore store = FileModelStore.open(folder, CATALOGUE, Trained.SCHEMA, () -> NOON);
        store.publish(promising);
        FileModelStore opened = FileModelStore.open(folder, CATALOGUE, Trained.SCHEMA, () -> NOON);

        assertThat(opened.current().orElseThrow().certificates()).isEqualTo(ALL);
        assertThat(opened.releases().getFirst().certificates()).isEqualTo(ALL);
    }

    @Test
    void aTaskWithoutASegmentOfItsOwnIsOneOfTheOthers() {
        assertThat(ALL.of("code").orElseThrow().segment()).isEqualTo("code");
        assertThat(ALL.of("poems").orElseThrow().segment()).isEqualTo(Certificate.OTHERS);
        assertThat(Certificates.NONE.of("code")).isEmpty();
    }
}
