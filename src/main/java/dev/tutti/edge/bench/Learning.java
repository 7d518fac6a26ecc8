package dev.tutti.edge.bench;

import java.io.IOException;
import java.util.function.Consumer;

/** A Tutti that starts from an empty store and learns from training prompts, in either of two ways, and is then judged. */
interface Learning {
    /** Every training prompt is asked and scored; then every model's scored answer to it is imported. */
    void fullInformation(Consumer<TuttiContender> judge) throws IOException;

    /**
     * One scored answer a prompt, of a single model that Tutti chose itself, with audits on every fiftieth prompt or so.
     * The target is the highest that the rule without a model can promise, since it explores only what is in reach.
     */
    void banditLogs(Consumer<TuttiContender> judge) throws IOException;
}
