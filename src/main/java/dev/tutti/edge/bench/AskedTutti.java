package dev.tutti.edge.bench;

import java.util.List;

/** A trained Tutti that can be asked recorded prompts, over HTTP or in this program. */
interface AskedTutti {
    /** What comes of each prompt, in their order, when asked for that score, and for the most it can where that is too much. */
    List<Outcome> ask(List<RecordedPrompt> prompts, double target);

    /** How long its decisions took so far, features included. */
    DecisionTime decisionTime();

    /** Score and cost of one answer, the score that was predicted, and whether by what was measured in this deployment. */
    record Outcome(Contender.Scored scored, double predicted, boolean measured) {}
}
