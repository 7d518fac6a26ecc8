package dev.tutti.learning.rollout;

import static dev.tutti.memory.outcome.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.modelstore.Stage;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.Receipt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RolloutReadingTest {
    private final RolloutReading reading = new RolloutReading(
            new Rollout(RolledOutWorld.CHAMPION, RolledOutWorld.CHALLENGER, Stage.SHADOW, Rows.NOON, Rows.NOON));

    @Test
    void ofSeveralLabelsOfAnAnswerARecordedScoreCountsBeforeAJudges() {
        OutcomeRow served = Rows.decidedBy(
                row("a").considering(0).make(),
                RolledOutWorld.CHAMPION,
                new Arm(false, RolledOutWorld.CHALLENGER, 0, 0, false));
        OutcomeRow pair = Rows.decidedBy(
                row("b").considering(0).auditing("a").chosenBy(Receipt.PAIRED).make(),
                RolledOutWorld.CHALLENGER,
                new Arm(true, RolledOutWorld.CHAMPION, 1, 0, false));

        reading.add(new LabelledRow(
                served, List.of(row("a").label(0, LabelSource.JUDGE), row("a").label(1, LabelSource.REPLAY))));
        reading.add(new LabelledRow(pair, List.of(row("b").label(1, LabelSource.VERIFIER))));

        assertThat(reading.weighed(new Objections(Map.of(Harm.QUALITY, 0.0), 0.95))
                        .differences())
                .containsExactly(0.0);
    }
}
