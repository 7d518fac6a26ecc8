package dev.tutti.learning.training;

import java.util.List;

/** What a verdict on a challenger stands on: the same comparisons, made on prompts or on logged rows. */
interface Grounds {
    /** Against what serves. */
    Duel champion();

    Duel levelZero();

    /** Score against the mix of fixed plans that costs as much as the challenger does. */
    PairedDifference staticMix();

    /** What one more dollar buys from that mix, in score, around the challenger's cost. */
    double exchange();

    Segments segments();

    /** What was expected of the challenger's choices, where it is known what came of them. */
    List<CalibrationError.Pair> predictions();
}
