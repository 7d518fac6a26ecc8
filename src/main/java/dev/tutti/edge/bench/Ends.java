package dev.tutti.edge.bench;

import java.util.ArrayList;
import java.util.List;

/** How requests ended for those who asked: with status 200, with another one, broken off, or left by themselves. */
record Ends(int answered, int refused, int broken, int left) {
    private static final double MOST = 0.9;

    static final Ends NONE = new Ends(0, 0, 0, 0);

    /** How one request ended. */
    enum End {
        ANSWERED,
        REFUSED,
        BROKEN,
        LEFT
    }

    Ends plus(End end) {
        return switch (end) {
            case ANSWERED -> new Ends(answered + 1, refused, broken, left);
            case REFUSED -> new Ends(answered, refused + 1, broken, left);
            case BROKEN -> new Ends(answered, refused, broken + 1, left);
            case LEFT -> new Ends(answered, refused, broken, left + 1);
        };
    }

    Ends plus(Ends more) {
        return new Ends(answered + more.answered, refused + more.refused, broken + more.broken, left + more.left);
    }

    /** What makes these ends no proof of anything, a sentence each: nearly all are to be answered, and some leave. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        int all = answered + refused + broken + left;
        if (answered < MOST * all) {
            doubts.add("only %d of %d requests were answered".formatted(answered, all));
        }
        if (left == 0) {
            doubts.add("no client left before its answer had ended");
        }
        return doubts;
    }
}
