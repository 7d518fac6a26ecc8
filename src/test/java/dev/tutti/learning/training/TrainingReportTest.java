package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrainingReportTest {
    @Test
    void whoScoredAndTrainsAtOnceReadsThatTheScoresMustAge() {
        TrainingReport report = new TrainingReport();

        String reason = report.tooFew(0, 300, 5, Duration.ofHours(1));

        assertThat(reason)
                .isEqualTo(
                        "too few labels: 0 labelled rows, training needs 300 (300 more); 5 scores of people wait until"
                                + " their request is PT1H old (tutti.training.label-window)");
        assertThat(report.toJson().path("reason").asText()).isEqualTo(reason);
    }
}
