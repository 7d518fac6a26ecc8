package dev.tutti.serving.execution;

import dev.tutti.sense.evidence.Flaw;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.plan.StreamDraft;

/**
 * The first good proposal, shown while the panel works to those who asked for it: as {@code reasoning_content}, never as
 * content, at most once a run. Only of a trusted model: whatever is wrong with it, no filter has seen it yet.
 */
final class EarlyDraft {
    private final Run run;
    private boolean over;

    EarlyDraft(Run run, StreamDraft wish) {
        this.run = run;
        this.over = wish == StreamDraft.OFF;
    }

    /** Whether one is asked for and none has been shown. */
    boolean wanted() {
        return !over;
    }

    void offer(Proposal proposal) {
        if (over || run.over() || !good(proposal)) {
            return;
        }
        over = true;
        run.stream().given(Chunks.reasoning(proposal.answer().text()));
    }

    private boolean good(Proposal proposal) {
        return proposal.sketch().flaw() == Flaw.NONE
                && !proposal.warrant().rejected()
                && !proposal.answer().callsTools()
                && run.model(proposal.model()).trust() == Trust.TRUSTED;
    }
}
