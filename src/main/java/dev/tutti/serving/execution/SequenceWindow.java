package dev.tutti.serving.execution;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.SelfMoaSeq;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many proposals the aggregator of a Self-MoA-Seq is shown at once, and how many of these places hold the running
 * best: as planned, or as many as its context window has room for beside the conversation and its own answer, two at the
 * least.
 */
record SequenceWindow(int places, int reserved) {
    static SequenceWindow of(SelfMoaSeq plan, Run run) {
        EnsembleFit fit = new EnsembleFit(run);
        int planned = Math.min(plan.window(), plan.samples());
        int places = planned;
        while (places > 2 && !holds(plan, new SequenceWindow(places, reserved(plan, places)), run, fit)) {
            places--;
        }
        if (places == planned) {
            return new SequenceWindow(plan.window(), plan.reserved());
        }
        run.cut("windows of " + places + " instead of " + planned + ": the context of " + plan.aggregator()
                + " has no room for more");
        return new SequenceWindow(places, reserved(plan, places));
    }

    /** The samples that a later window brings. */
    int fresh() {
        return places - reserved;
    }

    private static int reserved(SelfMoaSeq plan, int places) {
        return Math.min(plan.reserved(), places - 1);
    }

    private static boolean holds(SelfMoaSeq plan, SequenceWindow window, Run run, EnsembleFit fit) {
        List<ModelId> first = Collections.nCopies(window.places(), plan.model());
        List<ModelId> later = new ArrayList<>(Collections.nCopies(window.reserved(), plan.aggregator()));
        later.addAll(Collections.nCopies(window.fresh(), plan.model()));
        return run.purse().hasRoom(plan.aggregator(), fit.shown(first))
                && run.purse().hasRoom(plan.aggregator(), fit.shown(later));
    }
}
