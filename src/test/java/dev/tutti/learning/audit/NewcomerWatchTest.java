package dev.tutti.learning.audit;

import static dev.tutti.learning.audit.NewcomerScene.NEW;
import static dev.tutti.learning.audit.NewcomerScene.OTHER;
import static dev.tutti.learning.audit.NewcomerScene.STRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.learning.audit.NewcomerStanding.Phase;
import dev.tutti.learning.training.LoggedWorld;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.serving.decision.Newcomers;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Single;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Who is a newcomer, and what is done about it when. */
final class NewcomerWatchTest {
    private final NewcomerScene scene = new NewcomerScene();
    private int rows;

    /** A labelled anchor of the newcomer beside an answer of another model, on disk. */
    private OutcomeRow anchor(double score) {
        String name = "r" + rows++;
        scene.log.append(served(name, STRONG, "-1"));
        Rows anchor = Rows.row(name + "-anchor")
                .auditing(name)
                .chosenBy("anchor")
                .running(new Single(NEW))
                .servedAs("-1")
                .at(LoggedWorld.NOW.minusSeconds(1_000 - rows));
        scene.log.append(anchor.make());
        scene.log.label(anchor.label(score, LabelSource.VERIFIER));
        return anchor.make();
    }

    private static OutcomeRow served(String name, ModelId model, String as) {
        return Rows.row(name)
                .running(new Single(model))
                .servedAs(as)
                .at(LoggedWorld.NOW.minusSeconds(2_000))
                .make();
    }

    private static NewcomerStanding only(NewcomerWatch watch) {
        watch.look();
        assertThat(watch.standings()).hasSize(1);
        return watch.standings().getFirst();
    }

    @Test
    void aModelThatTheReleaseHasNotMeasuredWantsAnchorsAndOneThatItHasDoesNot() {
        NewcomerWatch watch = scene.watch();

        assertThat(only(watch).model()).isEqualTo(NEW);
        assertThat(only(watch).phase()).isEqualTo(Phase.ANCHORS);
        assertThat(only(watch).since()).isEmpty();
        assertThat(watch.anchored()).containsExactly(NEW);
        assertThat(scene.lines).singleElement().asString().startsWith("newcomer a/cheap: anchors");
    }

    @Test
    void whereNothingWasMeasuredHereTheDeploymentIsNewAndNoModel() {
        NewcomerWatch watch = scene.watch();

        scene.measured.clear();
        watch.look();
        assertThat(watch.standings()).isEmpty();
        scene.released = false;
        watch.look();
        assertThat(watch.standings()).isEmpty();
    }

    @Test
    void anchorsThenLabelsThenServingThenWaitingForATraining() {
        anchor(1);
        assertThat(only(scene.watch()).phase()).isEqualTo(Phase.ANCHORS);
        OutcomeRow second = anchor(0.5);
        OutcomeRow third = anchor(1);
        NewcomerStanding serving = only(scene.watch());

        assertThat(serving.phase()).isEqualTo(Phase.SERVING);
        assertThat(serving.anchors()).isEqualTo(3);
        assertThat(serving.labels()).isEqualTo(3);
        assertThat(serving.score().orElseThrow()).isCloseTo(2.5 / 3, within(1e-9));
        assertThat(serving.compared()).isEqualTo(3);
        assertThat(serving.agreeing()).isZero();
        NewcomerWatch watch = scene.watch();
        watch.look();
        for (int i = 0; i < 2; i++) {
            watch.logged(Rows.row("s" + i)
                    .chosenBy("newcomer")
                    .running(new Single(NEW))
                    .servedAs("-1")
                    .make());
        }
        assertThat(only(watch).phase()).isEqualTo(Phase.TRAINING);
        Newcomers.Heard heard = only(watch).tally().heard().orElseThrow();
        assertThat(heard.score()).as("no label of what it served yet").isCloseTo(2.5 / 3, within(1e-9));
        assertThat(heard.labels()).isCloseTo(3, within(1e-9));
        assertThat(second.propensity()).isEqualTo(third.propensity());
    }

    @Test
    void withoutLabelsNobodyIsServed() {
        for (int i = 0; i < 3; i++) {
            scene.log.append(Rows.row("u" + i + "-anchor")
                    .auditing("u" + i)
                    .chosenBy("anchor")
                    .running(new Single(NEW))
                    .make());
        }

        assertThat(only(scene.watch()).phase()).isEqualTo(Phase.LABELS);
    }

    @Test
    void aMissingAnswerIsALabelOfNothing() {
        anchor(1);
        anchor(1);
        scene.log.append(Rows.row("f-anchor")
                .auditing("f")
                .chosenBy("anchor")
                .running(new Single(NEW))
                .servedAs("-1")
                .ending(EndingKind.FAILED)
                .make());

        assertThat(only(scene.watch()).score().orElseThrow()).isCloseTo(2.0 / 3, within(1e-9));
    }

    @Test
    void whoWasBegunIsKnownToTheEndThoughAReleaseLearnedFromHalfOfIt() {
        anchor(1);
        scene.measured.add(NEW);
        NewcomerWatch watch = scene.watch();

        assertThat(only(watch).phase()).isEqualTo(Phase.ANCHORS);
        anchor(1);
        anchor(1);
        scene.log.append(Rows.row("s0")
                .chosenBy("newcomer")
                .running(new Single(NEW))
                .servedAs("-1")
                .make());
        scene.log.append(Rows.row("s1")
                .chosenBy("newcomer")
                .running(new Single(NEW))
                .servedAs("-1")
                .make());
        NewcomerWatch later = scene.watch();
        later.look();
        assertThat(later.standings()).as("all is done and learned").isEmpty();
    }

    @Test
    void aModelServedUnderAnotherIdIsANewVersionUntilAReleaseHasLearnedFromIt() {
        scene.measured.add(NEW);
        scene.log.append(served("old", OTHER, "-1"));
        NewcomerWatch watch = scene.watch();
        watch.look();
        assertThat(watch.standings()).isEmpty();

        watch.logged(Rows.row("now")
                .running(new Single(OTHER))
                .servedAs("-2")
                .at(LoggedWorld.NOW.plusSeconds(5))
                .make());

        assertThat(only(watch).model()).isEqualTo(OTHER);
        assertThat(only(watch).since()).hasValue(LoggedWorld.NOW.plusSeconds(5));
        scene.learnedUntil = LoggedWorld.NOW.plusSeconds(6);
        watch.look();
        assertThat(watch.standings()).isEmpty();
    }

    @Test
    void noMoreAnchorsAreDrawnThanAreWantedThoseOnTheirWayToo() {
        NewcomerWatch watch = scene.watch();
        watch.look();
        int drawn = 0;
        for (int i = 0; i < 1_000; i++) {
            OptionalDouble chance = watch.draw(NEW, served("r" + i, STRONG, "-1"));
            drawn += chance.isPresent() ? 1 : 0;
        }

        assertThat(drawn).isEqualTo(3);
        watch.abandon(NEW, served("r0", STRONG, "-1"));
        int more = 0;
        for (int i = 1_000; i < 2_000; i++) {
            more += watch.draw(NEW, served("r" + i, STRONG, "-1")).isPresent() ? 1 : 0;
        }
        assertThat(more).isEqualTo(1);
    }

    @Test
    void eachAnchorIsDrawnWithTheProbabilityThatItsRowTells() {
        double told = 0;
        int drawn = 0;
        for (int i = 0; i < 4_000; i++) {
            NewcomerWatch watch = scene.watch();
            OutcomeRow request = served("r" + i, STRONG, "-1");
            watch.draw(NEW, served("first", STRONG, "-1"));
            OptionalDouble chance = watch.draw(NEW, request);
            told += 0.5;
            drawn += chance.isPresent() ? 1 : 0;
            chance.ifPresent(value -> assertThat(value).isEqualTo(0.5));
        }

        assertThat((double) drawn).isCloseTo(told, within(120.0));
    }
}
