package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.learning.training.Trained;
import dev.tutti.memory.modelstore.ReleaseRefused.Reason;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release on its way to serve, in the folder: its stages, its end, restarts and what a crash leaves. */
final class FileModelStoreRolloutTest {
    private static final Catalogue CATALOGUE = Catalogues.of(Map.of(
            Trained.STRONG, Origin.REPLAYED, Trained.WEAK, Origin.REPLAYED, Trained.SIMULATED, Origin.SIMULATED));
    private static final ReleaseDraft OLD = Trained.draft(1);
    private static final ReleaseDraft NEW = Trained.draft(2);
    private static final ObjectNode FIGURES =
            JsonNodeFactory.instance.objectNode().put("pairs", 70);

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-02-01T00:00:00Z");

    private FileModelStore open() {
        return FileModelStore.open(folder, CATALOGUE, Trained.SCHEMA, () -> now);
    }

    private String publish(ModelStore store) {
        now = now.plusSeconds(1);
        return store.publish(OLD).id();
    }

    private String propose(ModelStore store) {
        now = now.plusSeconds(1);
        return store.propose(NEW).id();
    }

    private static void advance(ModelStore store) {
        store.advance(store.rollout().orElseThrow());
    }

    private static String champion(ModelStore store) {
        return store.current().map(RouterModel::version).orElse("none");
    }

    private static String challenger(ModelStore store) {
        return store.serving()
                .challenger()
                .map(one -> one.model().version() + " " + one.stage().wireName())
                .orElse("none");
    }

    private String history() throws IOException {
        return Files.readString(folder.resolve("history.jsonl"));
    }

    private static Reason refusal(Runnable refused) {
        return catchThrowableOfType(ReleaseRefused.class, refused::run).reason();
    }

    @Test
    void aProposedReleaseStandsInTheShadowOfWhatServesAndSoAfterARestart() {
        FileModelStore store = open();
        String champion = publish(store);
        List<String> changes = new ArrayList<>();
        store.onChange(() -> changes.add(challenger(store)));

        String challenger = propose(store);

        for (ModelStore seen : List.of(store, open())) {
            assertThat(champion(seen)).isEqualTo(champion);
            assertThat(challenger(seen)).isEqualTo(challenger + " shadow");
            assertThat(seen.rollout()).hasValue(new Rollout(champion, challenger, Stage.SHADOW, now, now));
        }
        assertThat(changes).containsExactly(challenger + " shadow");
        assertThat(store.releases()).extracting(ReleaseSummary::serving).containsExactly(false, true);
    }

    @Test
    void stageByStageItComesToTakeTheChampionsPlaceAndTheWayBackLeadsToThatOne() throws IOException {
        FileModelStore store = open();
        String champion = publish(store);
        String challenger = propose(store);

        for (String stage : List.of("5%", "25%", "100%")) {
            now = now.plusSeconds(60);
            advance(store);
            assertThat(challenger(store)).isEqualTo(challenger + " " + stage);
            assertThat(challenger(open())).isEqualTo(challenger + " " + stage);
            assertThat(champion(open())).isEqualTo(champion);
            assertThat(store.rollout().orElseThrow().since()).isEqualTo(now);
        }
        advance(store);

        for (ModelStore seen : List.of(store, open())) {
            assertThat(champion(seen)).isEqualTo(challenger);
            assertThat(challenger(seen)).isEqualTo("none");
            assertThat(seen.rollout()).isEmpty();
        }
        assertThat(folder.resolve("ROLLOUT")).doesNotExist();
        assertThat(history()).contains("\"proposed\"", "\"advanced\"", "\"25%\"", "\"promoted\"");
        assertThat(store.rollback().id()).isEqualTo(champion);
    }

    @Test
    void aReleaseThatWasTakenBackIsMarkedWithTheFiguresAndIsNotProposedAgain() throws IOException {
        FileModelStore store = open();
        String champion = publish(store);
        String challenger = propose(store);
        advance(store);

        store.withdraw(store.rollout().orElseThrow(), "its answers score lower", FIGURES);

        for (ModelStore seen : List.of(store, open())) {
            assertThat(champion(seen)).isEqualTo(champion);
            assertThat(challenger(seen)).isEqualTo("none");
        }
        assertThat(history().lines().toList().getLast())
                .contains("\"withdrawn\"", challenger, "\"5%\"", "its answers score lower", "\"pairs\":70");
        assertThat(refusal(() -> propose(store))).isEqualTo(Reason.WITHDRAWN);
        assertThat(refusal(() -> propose(open()))).isEqualTo(Reason.WITHDRAWN);
        assertThat(store.promote(challenger).serving()).as("a person may").isTrue();
    }

    @Test
    void whileOneIsUnderWayNoOtherIsProposedAndEachStepIsTakenOnce() {
        FileModelStore store = open();
        publish(store);
        propose(store);
        Rollout shadow = store.rollout().orElseThrow();

        assertThat(refusal(() -> store.propose(Trained.draft(3)))).isEqualTo(Reason.UNDER_WAY);
        open().advance(shadow);

        assertThat(refusal(() -> store.advance(shadow))).isEqualTo(Reason.UNDER_WAY);
        assertThat(refusal(() -> store.withdraw(shadow, "late", FIGURES))).isEqualTo(Reason.UNDER_WAY);
        assertThat(store.refresh()).isTrue();
        assertThat(challenger(store)).endsWith("5%");
    }

    @Test
    void rollingBackByHandTakesBackTheOneOnItsWayFirst() throws IOException {
        FileModelStore store = open();
        String first = publish(store);
        String champion = publish(store);
        propose(store);
        advance(store);

        assertThat(store.rollback().id()).isEqualTo(champion);
        assertThat(challenger(store)).isEqualTo("none");
        assertThat(history()).contains("taken back by hand");
        assertThat(store.rollback().id()).isEqualTo(first);
    }

    @Test
    void promotingTheOneOnItsWayByHandEndsItsWayAndPromotingAnotherTakesItBack() throws IOException {
        FileModelStore store = open();
        String first = publish(store);
        publish(store);
        String challenger = propose(store);

        store.promote(challenger);
        assertThat(champion(store)).isEqualTo(challenger);
        assertThat(store.rollout()).isEmpty();
        assertThat(history()).doesNotContain("withdrawn");

        now = now.plusSeconds(1);
        String next = store.propose(Trained.draft(3)).id();
        store.promote(first);
        assertThat(champion(open())).isEqualTo(first);
        assertThat(open().rollout()).isEmpty();
        assertThat(history()).contains("withdrawn", next, "release " + first + " serves in its place");
    }

    @Test
    void theFirstReleaseStandsBesideTheRuleAndServesNobodyAfterARestart() {
        FileModelStore store = open();
        String challenger = propose(store);

        assertThat(champion(open())).isEqualTo("none");
        assertThat(challenger(open())).isEqualTo(challenger + " shadow");

        store.withdraw(store.rollout().orElseThrow(), "worse than the rule", FIGURES);
        assertThat(champion(open())).isEqualTo("none");
        assertThat(challenger(open())).isEqualTo("none");
    }

    @Test
    void whatIsNoRolloutLeavesTheChampionAlone() throws IOException {
        FileModelStore store = open();
        String champion = publish(store);
        String challenger = propose(store);
        String sound = Files.readString(folder.resolve("ROLLOUT"));

        for (String broken : List.of(
                "",
                "{}",
                "null",
                sound.substring(0, sound.length() / 2),
                sound.replace("shadow", "50%"),
                sound.replace(challenger, "../../etc"),
                sound.replace(challenger, champion),
                sound.replace(champion, "20260101T000000Z-00000000"),
                "x".repeat(10_000))) {
            Files.writeString(folder.resolve("ROLLOUT"), broken);
            assertThat(champion(open())).as(broken).isEqualTo(champion);
            assertThat(challenger(open())).as(broken).isEqualTo("none");
        }
        Files.writeString(folder.resolve("ROLLOUT"), sound);
        assertThat(challenger(open())).isEqualTo(challenger + " shadow");
    }

    @Test
    void aChallengerThatDoesNotVerifyIsNotRolledOut() throws IOException {
        String champion = publish(open());
        String challenger = propose(open());
        Files.writeString(folder.resolve("releases").resolve(challenger).resolve("table.json"), "{}");

        assertThat(champion(open())).isEqualTo(champion);
        assertThat(challenger(open())).isEqualTo("none");
    }

    @Test
    void aCrashBetweenTwoWritesLeavesOneThatServes() throws IOException {
        FileModelStore store = open();
        String champion = publish(store);
        String challenger = propose(store);
        String left = Files.readString(folder.resolve("ROLLOUT"));

        store.withdraw(store.rollout().orElseThrow(), "worse", FIGURES);
        Files.writeString(folder.resolve("ROLLOUT"), left);
        assertThat(challenger(open()))
                .as("marked, but the file was still there")
                .isEqualTo("none");
        assertThat(champion(open())).isEqualTo(champion);

        store.promote(challenger);
        Files.writeString(folder.resolve("ROLLOUT"), left);
        assertThat(champion(open()))
                .as("pointed to, but the file was still there")
                .isEqualTo(challenger);
        assertThat(challenger(open())).isEqualTo("none");
    }

    @Test
    void manyStagesLaterNothingIsReadAnew() {
        FileModelStore store = open();
        publish(store);
        propose(store);
        Optional<RouterModel> shadow = store.serving().challenger().map(ServingModels.Challenger::model);

        advance(store);

        assertThat(store.serving()
                        .challenger()
                        .map(ServingModels.Challenger::model)
                        .orElseThrow())
                .isSameAs(shadow.orElseThrow());
    }

    @Test
    void whatACrashLeftOfARolloutDoesNotGoOnOnceItsChampionServesAgain() throws IOException {
        FileModelStore store = open();
        String champion = publish(store);
        String challenger = propose(store);
        String left = Files.readString(folder.resolve("ROLLOUT"));
        store.promote(challenger);
        Files.writeString(folder.resolve("ROLLOUT"), left);

        assertThat(store.rollback().id()).isEqualTo(champion);

        for (ModelStore seen : List.of(store, open())) {
            assertThat(champion(seen)).isEqualTo(champion);
            assertThat(challenger(seen)).isEqualTo("none");
        }
        assertThat(history()).doesNotContain("withdrawn");
    }

    @Test
    void startingDropsARolloutThatIsOfNoReleaseThatServes() throws IOException {
        FileModelStore store = open();
        publish(store);
        String challenger = propose(store);
        String left = Files.readString(folder.resolve("ROLLOUT"));
        store.promote(challenger);
        Files.writeString(folder.resolve("ROLLOUT"), left);

        open();

        assertThat(folder.resolve("ROLLOUT")).doesNotExist();
    }

    @Test
    void aRolloutIsGoneBeforeAnotherReleaseIsPointedTo() throws IOException {
        FileModelStore store = open();
        String champion = publish(store);
        String challenger = propose(store);
        Path inTheWay = Files.createDirectories(folder.resolve(".CURRENT.next").resolve("in the way"));

        assertThat(refusal(() -> store.promote(challenger))).isEqualTo(Reason.UNREADABLE);

        assertThat(inTheWay).exists();
        assertThat(folder.resolve("ROLLOUT")).doesNotExist();
        assertThat(champion(open())).isEqualTo(champion);
    }

    private void spoil(String release) throws IOException {
        Files.writeString(folder.resolve("releases").resolve(release).resolve("table.json"), "{}");
    }

    private String proposeAnother(ModelStore store) {
        now = now.plusSeconds(1);
        return store.propose(Trained.draft(3)).id();
    }

    @Test
    void aChallengerThatDoesNotVerifyMakesWayForTheNext() throws IOException {
        String champion = publish(open());
        spoil(propose(open()));
        FileModelStore store = open();

        String next = proposeAnother(store);

        for (ModelStore seen : List.of(store, open())) {
            assertThat(champion(seen)).isEqualTo(champion);
            assertThat(challenger(seen)).isEqualTo(next + " shadow");
        }
        assertThat(history()).contains("\"withdrawn\"", "does not verify");
    }

    @Test
    void oneThatStillServesElsewhereMakesNoWay() {
        publish(open());
        FileModelStore late = open();
        String challenger = propose(open());

        assertThat(refusal(() -> proposeAnother(late))).isEqualTo(Reason.UNDER_WAY);
        assertThat(challenger(open())).isEqualTo(challenger + " shadow");
    }

    @Test
    void rollingBackTakesBackAChallengerThatDoesNotVerifyAndLeavesTheChampion() throws IOException {
        publish(open());
        String champion = publish(open());
        spoil(propose(open()));
        FileModelStore store = open();

        assertThat(store.rollback().id()).isEqualTo(champion);
        assertThat(champion(open())).isEqualTo(champion);
        assertThat(history()).contains("taken back by hand");
        assertThat(folder.resolve("ROLLOUT")).doesNotExist();
    }

    @Test
    void whatServesInPlaceOfABrokenReleaseIsTheChampionOfWhatIsProposed() throws IOException {
        String older = publish(open());
        String broken = publish(open());
        propose(open());
        spoil(broken);
        FileModelStore store = open();
        assertThat(champion(store)).isEqualTo(older);

        String next = proposeAnother(store);

        for (ModelStore seen : List.of(store, open())) {
            assertThat(champion(seen)).isEqualTo(older);
            assertThat(challenger(seen)).isEqualTo(next + " shadow");
        }
    }

    @Test
    void whereNoReleaseVerifiesTheNextIsProposedBesideTheRule() throws IOException {
        spoil(publish(open()));
        FileModelStore store = open();

        String next = proposeAnother(store);

        for (ModelStore seen : List.of(store, open())) {
            assertThat(champion(seen)).isEqualTo("none");
            assertThat(challenger(seen)).isEqualTo(next + " shadow");
        }
    }

    @Test
    void oneThatWasTakenBackAndThatAPersonHadServeServesWhereItsSuccessorIsBroken() throws IOException {
        FileModelStore store = open();
        publish(store);
        String challenger = propose(store);
        store.withdraw(store.rollout().orElseThrow(), "worse", FIGURES);
        store.promote(challenger);
        now = now.plusSeconds(1);
        String successor = store.publish(Trained.draft(3)).id();
        Files.writeString(folder.resolve("releases").resolve(successor).resolve("table.json"), "{}");

        assertThat(champion(open())).isEqualTo(challenger);
    }
}
