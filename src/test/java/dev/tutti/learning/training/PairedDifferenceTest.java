package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PairedDifferenceTest {
    @Test
    void aSavingOfFractionsOfACentIsSeenWhereRequestsCostFractionsOfACent() {
        PairedDifference cost = PairedDifference.ofCosts();

        for (int i = 0; i < 300; i++) {
            cost.addCosts(i % 2 == 0 ? 0.0009 : 0.0011, 0.002, 1);
        }

        assertThat(cost.upper(1.6449)).isNegative();
    }

    @Test
    void costsThatNeverDifferedAreNotProvedEqual() {
        PairedDifference cost = PairedDifference.ofCosts();

        for (int i = 0; i < 300; i++) {
            cost.addCosts(0.002, 0.002, 1);
        }

        assertThat(cost.upper(1.6449)).isPositive();
    }

    @Test
    void scoresThatNeverDifferedMayDifferOnceInAsManyPairs() {
        PairedDifference score = PairedDifference.ofScores();

        for (int i = 0; i < 300; i++) {
            score.add(0, 1);
        }

        assertThat(score.standardError()).isEqualTo(1.0 / 300);
    }
}
