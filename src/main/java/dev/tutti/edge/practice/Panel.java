package dev.tutti.edge.practice;

import java.util.List;

/** The proposals that a model is shown, and whether it shall name one by number or write an answer of its own. */
record Panel(boolean select, List<String> proposals) {
    Panel {
        proposals = List.copyOf(proposals);
    }

    /** Never shows what was proposed. */
    @Override
    public String toString() {
        return (select ? "select of " : "synthesise of ") + proposals.size();
    }
}
