package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.learning.training.Trained;
import dev.tutti.sense.feature.FeatureSchema;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.plan.Single;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileModelStoreTest {
    private static final Catalogue CATALOGUE = Catalogues.of(Map.of(
            Trained.STRONG, Origin.REPLAYED, Trained.WEAK, Origin.REPLAYED, Trained.SIMULATED, Origin.SIMULATED));
    private static final ReleaseDraft DRAFT = Trained.draft(1);

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-02-01T00:00:00Z");
    private final InstantSource clock = () -> now;

    @BeforeEach
    void emptyFolder() {
        assertThat(folder).isEmptyDirectory();
    }

    private FileModelStore open() {
        return FileModelStore.open(folder, CATALOGUE, Trained.SCHEMA, clock);
    }

    private String publishASecondLater(ModelStore store) {
        now = now.plusSeconds(1);
        return store.publish(DRAFT).id();
    }

    private static String serving(ModelStore store) {
        return store.current().map(RouterModel::version).orElse("none");
    }

    @Test
    void anEmptyOrMissingFolderServesNothing() {
        ModelStore store = FileModelStore.open(folder.resolve("none"), CATALOGUE, Trained.SCHEMA, clock);

        assertThat(store.current()).isEmpty();
        assertThat(store.releases()).isEmpty();
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void whatWasPublishedServesAtOnceAndAfterARestartAndSaysTheSame() {
        FileModelStore store = open();
        List<String> changes = new ArrayList<>();
        store.onChange(() -> changes.add(serving(store)));

        ReleaseSummary published = store.publish(DRAFT);

        assertThat(changes).containsExactly(published.id());
        assertThat(published.facts()).isEqualTo(DRAFT.facts());
        RouterModel before = store.current().orElseThrow();
        RouterModel after = open().current().orElseThrow();
        assertThat(after.version()).isEqualTo(published.id());
        assertThat(after.predict(Trained.hard(), new Single(Trained.WEAK)))
                .isEqualTo(before.predict(Trained.hard(), new Single(Trained.WEAK)))
                .isPresent();
        assertThat(after.learnedPlans(Trained.hard()))
                .isEqualTo(before.learnedPlans(Trained.hard()))
                .isNotEmpty();
        assertThat(open().trainedPrompts(published.id())).isEqualTo(DRAFT.promptHashes());
    }

    @Test
    void theSameContentHasTheSameHashAtAnyTime() {
        FileModelStore store = open();

        String first = publishASecondLater(store);
        String second = publishASecondLater(store);

        assertThat(second).isNotEqualTo(first);
        assertThat(second.substring(second.indexOf('-'))).isEqualTo(first.substring(first.indexOf('-')));
    }

    @Test
    void aByteTurnedInAnyFileIsRefusedAndTheReleaseBeforeServes() throws IOException {
        FileModelStore store = open();
        String good = publishASecondLater(store);
        String victim = publishASecondLater(store);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder.resolve("releases").resolve(victim))) {
            files = all.sorted().toList();
        }

        assertThat(files).hasSize(13);
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int at : new int[] {0, whole.length / 2, whole.length - 1}) {
                byte[] turned = whole.clone();
                turned[at] ^= 1;
                Files.write(file, turned);

                assertThat(serving(open())).as("byte %d of %s turned", at, file).isEqualTo(good);
                assertThat(catchThrowableOfType(ReleaseRefused.class, () -> store.promote(victim))
                                .reason())
                        .isEqualTo(ReleaseRefused.Reason.CORRUPT);
            }
            Files.delete(file);
            assertThat(serving(open())).as("%s missing", file).isEqualTo(good);
            Files.write(file, whole);
        }
        assertThat(serving(open())).isEqualTo(victim);
    }

    @Test
    void aRenamedReleaseIsNotTakenForAnother() throws IOException {
        String id = publishASecondLater(open());
        String other = "20260301T000000Z" + id.substring(id.indexOf('-'));
        Files.move(
                folder.resolve("releases").resolve(id),
                folder.resolve("releases").resolve(other));
        Files.writeString(folder.resolve("CURRENT"), other);

        assertThat(open().current()).isEmpty();
    }

    @Test
    void aPointerToNowhereFallsBackToTheNewestRelease() throws IOException {
        String id = publishASecondLater(open());

        for (String pointer : List.of("", "../..", "20990101T000000Z-00000000", "\0\u00ff")) {
            Files.writeString(folder.resolve("CURRENT"), pointer);
            assertThat(serving(open())).as("pointer '%s'", pointer).isEqualTo(id);
        }
    }

    @Test
    void rollingBackServesWhatServedBeforeStepByStepUntilThereIsNone() {
        FileModelStore store = open();
        String first = publishASecondLater(store);
        String second = publishASecondLater(store);
        String third = publishASecondLater(store);
        store.promote(first);

        assertThat(store.rollback().id()).isEqualTo(third);
        assertThat(open().rollback().id()).isEqualTo(second);
        store.refresh();
        assertThat(store.rollback().id()).isEqualTo(first);
        assertThat(catchThrowableOfType(ReleaseRefused.class, store::rollback).reason())
                .isEqualTo(ReleaseRefused.Reason.NONE_BEFORE);
        assertThat(serving(store)).isEqualTo(first);
    }

    @Test
    void fiveReleasesStayAndNeverGoTheServingOneAndTheOneBefore() {
        FileModelStore store = open();
        String first = publishASecondLater(store);
        for (int i = 0; i < 4; i++) {
            publishASecondLater(store);
        }
        store.promote(first);

        String newest = publishASecondLater(store);
        assertThat(store.releases()).extracting(ReleaseSummary::id).hasSize(6).contains(first, newest);

        publishASecondLater(store);
        assertThat(store.releases())
                .extracting(ReleaseSummary::id)
                .hasSize(5)
                .contains(newest)
                .doesNotContain(first);
        assertThat(store.releases().stream().filter(ReleaseSummary::serving)).hasSize(1);
    }

    @Test
    void whatAnotherProcessPublishedIsNoticed() {
        FileModelStore service = open();
        FileModelStore command = open();

        String published = publishASecondLater(command);

        assertThat(serving(service)).isEqualTo("none");
        assertThat(service.refresh()).isTrue();
        assertThat(serving(service)).isEqualTo(published);
        assertThat(service.refresh()).isFalse();
    }

    @Test
    void aCorruptReleaseOfAnotherProcessLeavesServingWhatServes() throws IOException {
        FileModelStore service = open();
        String good = publishASecondLater(service);
        String bad = publishASecondLater(open());
        Files.writeString(folder.resolve("releases").resolve(bad).resolve("table.json"), "{}");

        assertThat(service.refresh()).isFalse();
        assertThat(serving(service)).isEqualTo(good);
    }

    @Test
    void aTrainingKilledWhileItWroteLeavesTheChampionAndNoDebris() throws IOException {
        String champion = publishASecondLater(open());
        Path releases = folder.resolve("releases");
        Path draft = Files.createDirectory(releases.resolve(".draft-20260201T000002Z-0123abcd"));
        Files.writeString(draft.resolve("table.json"), "{\"half");

        FileModelStore next = open();

        assertThat(serving(next)).isEqualTo(champion);
        assertThat(next.releases()).extracting(ReleaseSummary::id).containsExactly(champion);
        assertThat(releases).isDirectoryContaining(path -> path.endsWith(champion));
        assertThat(releases).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void aNameThatIsNoIdNeverBecomesAPath() {
        FileModelStore store = open();
        publishASecondLater(store);

        for (String name : List.of("../../etc", "", "/", "20260201T000001Z-00000000")) {
            assertThatThrownBy(() -> store.promote(name))
                    .isInstanceOf(ReleaseRefused.class)
                    .hasMessageContaining("there is no release '" + name + "'");
        }
    }

    @Test
    void aReleaseForOtherFeaturesIsRefused() {
        publishASecondLater(open());

        FeatureSchema next = new FeatureSchema(2, Trained.SCHEMA.dense(), Trained.SCHEMA.buckets());

        assertThat(FileModelStore.open(folder, CATALOGUE, next, clock).current())
                .isEmpty();
    }
}
