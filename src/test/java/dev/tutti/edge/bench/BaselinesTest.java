package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesTest {
    private static final String PRICES = """
            {"cheap": {"input": 0, "output": 1}, "twin": {"input": 0, "output": 1}, "dear": {"input": 0, "output": 10}}""";

    /** On the first two prompts the cheap ones agree and are right, on the others they differ and only dear is right. */
    private static final String ROWS = """
            {"prompt":"p 1","category":"c","arms":{"cheap":{"q":1,"in":1,"out":1000,"a":"4"},"twin":{"q":1,"in":1,"out":1000,"a":"4"},"dear":{"q":1,"in":1,"out":1000,"a":"4"}}}
            {"prompt":"p 2","category":"c","arms":{"cheap":{"q":1,"in":1,"out":1000,"a":"5"},"twin":{"q":1,"in":1,"out":1000,"a":"5"},"dear":{"q":1,"in":1,"out":1000,"a":"5"}}}
            {"prompt":"p 3","category":"c","arms":{"cheap":{"q":0,"in":1,"out":1000,"a":"6"},"twin":{"q":0,"in":1,"out":1000,"a":"7"},"dear":{"q":1,"in":1,"out":1000,"a":"8"}}}
            {"prompt":"p 4","category":"c","arms":{"cheap":{"q":0,"in":1,"out":1000,"a":"6"},"twin":{"q":0,"in":1,"out":1000,"a":"7"},"dear":{"q":1,"in":1,"out":1000,"a":"8"}}}
            """;

    @TempDir
    private Path folder;

    private RecordedSet set;

    @BeforeEach
    void readTheRows() throws IOException {
        Files.writeString(folder.resolve("tiny_outcomes.jsonl"), ROWS);
        Files.writeString(folder.resolve("prices.json"), PRICES);
        set = RecordedSet.read(folder.resolve("tiny_outcomes.jsonl"), folder.resolve("prices.json"));
    }

    @Test
    void theStaticMixPaysForItsShareOfTheDearPlan() {
        StaticMixContender mix = new StaticMixContender(new FixedPlans(set, set.prompts()));

        Point reached = mix.run(new Wish.Quality("w", 0.75), set.prompts()).point();

        assertThat(reached.quality()).isCloseTo(0.75, within(1e-9));
        assertThat(reached.costPer1000()).isCloseTo(5.5, within(1e-9));
    }

    @Test
    void theAgreementRulePaysForTheThirdModelOnlyWhereTheFirstTwoDiffer() {
        BestAgreementRule rule = new BestAgreementRule(new FixedPlans(set, set.prompts()));

        Point reached = rule.run(new Wish.Quality("w", 1), set.prompts()).point();

        assertThat(reached.quality()).isEqualTo(1);
        assertThat(reached.costPer1000()).isCloseTo(2 + 10 / 2.0, within(1e-9));
    }

    @Test
    void theOraclePaysForTheCheapestRightAnswer() {
        Point reached =
                new Oracle(set).run(new Wish.Quality("w", 1), set.prompts()).point();

        assertThat(reached.quality()).isEqualTo(1);
        assertThat(reached.costPer1000()).isCloseTo((1 + 1 + 10 + 10) / 4.0, within(1e-9));
    }

    @Test
    void equalPromptsNeverStandInTwoFolds() {
        List<RecordedPrompt> doubled = List.of(
                set.prompts().getFirst(),
                new RecordedPrompt("p \n 1", "c", set.prompts().getFirst().arms()));
        RecordedSet withTwin = new RecordedSet("twins", doubled, set.models(), set.votes(), set.tariffs());
        Folds folds = new Folds(7);

        for (int fold = 0; fold < folds.count(); fold++) {
            assertThat(folds.test(withTwin, fold)).size().isIn(0, 2);
        }
    }

    @Test
    void trainingPromptsComeInAnOrderOfTheirOwnWhateverTheOrderOfTheFile() {
        RecordedSet turned =
                new RecordedSet("turned", set.prompts().reversed(), set.models(), set.votes(), set.tariffs());
        Folds folds = new Folds(5);

        assertThat(folds.training(turned, 4)).isEqualTo(folds.training(set, 4)).hasSizeGreaterThan(1);
    }

    @Test
    void aLineThatCannotBeReadIsNamed() throws IOException {
        Path broken = folder.resolve("broken.jsonl");
        Files.writeString(broken, ROWS.lines().findFirst().orElseThrow() + "\n{\"prompt\":");

        assertThatThrownBy(() -> RecordedSet.read(broken, folder.resolve("prices.json")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2: not JSON");
    }

    @Test
    void anIntervalOfEqualDifferencesIsThatDifference() {
        PairedBootstrap interval = PairedBootstrap.of(new double[] {0.5, 0.5, 0.5}, 7);

        assertThat(interval).isEqualTo(new PairedBootstrap(0.5, 0.5, 0.5));
    }

    @Test
    void aWishForQualityPrefersTheCheaperOfThoseThatReachIt() {
        Wish wish = new Wish.Quality("w", 0.8);

        assertThat(wish.prefers(new Point(0.8, 2), new Point(0.9, 3))).isTrue();
        assertThat(wish.prefers(new Point(0.7, 1), new Point(0.9, 3))).isFalse();
        assertThat(new Wish.Cost("w", 2).prefers(new Point(0.8, 2), new Point(0.9, 3)))
                .isTrue();
    }
}
