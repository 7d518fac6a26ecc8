package dev.tutti.serving.simulation;

import dev.tutti.words.chat.ModelId;

/** What goes wrong in an hour: each kind lasts for some of its minutes. */
enum Trouble {
    CALM("calm", 20, 40, "nothing goes wrong; what the others are held against"),
    BLACK_HOLE("black hole", 20, 40, "birch takes every request and never says anything"),
    STORM("storm of 503", 20, 21, "every model answers every request with 503 after 50 ms"),
    SLOW_START(
            "slow start",
            20,
            30,
            "birch has been restarted: ten times as slow at first, evenly faster over ten minutes"),
    OVERLOAD("overload", 20, 40, "three times as many requests come; every provider takes four at once as before"),
    DECEIVER("deceiver", 20, 40, "birch answers first, after 100 ms, with the commonest wrong answer to each prompt"),
    STALLING_AGGREGATOR(
            "stalling aggregator", 20, 40, "grand never answers where it is shown drafts; all else it answers as ever");

    final String title;
    final int begins;
    final int ends;
    final String says;

    Trouble(String title, int begins, int ends, String says) {
        this.title = title;
        this.begins = begins;
        this.ends = ends;
        this.says = says;
    }

    /** How a provider treats one request. */
    sealed interface Treatment {
        /** Well, though that many times as slow. */
        record Answers(double slower) implements Treatment {}

        record Refuses() implements Treatment {}

        record SaysNothing() implements Treatment {}

        record Deceives() implements Treatment {}
    }

    boolean lasts(double minute) {
        return minute >= begins && minute < ends;
    }

    /** Requests a second in that minute, on average, as a multiple of the usual. */
    double load(double minute) {
        return this == OVERLOAD && lasts(minute) ? 3 : 1;
    }

    Treatment treats(ModelId model, boolean shownDrafts, double minute) {
        if (!lasts(minute)) {
            return new Treatment.Answers(1);
        }
        boolean birch = model.equals(Fleet.BIRCH.id());
        return switch (this) {
            case CALM, OVERLOAD -> new Treatment.Answers(1);
            case BLACK_HOLE -> birch ? new Treatment.SaysNothing() : new Treatment.Answers(1);
            case STORM -> new Treatment.Refuses();
            case SLOW_START -> new Treatment.Answers(birch ? 10 - 9 * (minute - begins) / (ends - begins) : 1);
            case DECEIVER -> birch ? new Treatment.Deceives() : new Treatment.Answers(1);
            case STALLING_AGGREGATOR ->
                model.equals(Fleet.GRAND.id()) && shownDrafts ? new Treatment.SaysNothing() : new Treatment.Answers(1);
        };
    }
}
