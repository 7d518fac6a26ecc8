package dev.tutti.edge.practice;

import dev.tutti.sense.evidence.AnswerSketcher;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.Optional;

/** The proposal that most others agree with, by the same comparison of answers that votes use; each counts once. */
final class PanelPlurality {
    private static final ModelId ANYONE = new ModelId("proposer");

    private PanelPlurality() {}

    /** Its index; the first of equals. */
    static int of(Panel panel) {
        List<Evidence.Voice> voices = panel.proposals().stream()
                .map(text -> new Evidence.Voice(ANYONE, Optional.of(AnswerSketcher.sketch(text, "stop", false)), 1))
                .toList();
        return Math.max(0, Evidence.of(voices).leader());
    }
}
