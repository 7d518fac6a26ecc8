package dev.tutti.learning.training;

/** Tells a listener where a training is, and stops the training when the listener wants no more of it. */
final class Watch {
    private final ProgressListener listener;
    private long rows;

    Watch(ProgressListener listener) {
        this.listener = listener;
    }

    void rows(long found) {
        rows = found;
    }

    /** {@code done}: the share of this phase, 0 to 1. Throws {@link CalledOff} when nobody wants the result. */
    void at(Phase phase, double done) {
        if (listener.cancelled()) {
            throw new CalledOff();
        }
        listener.at(phase, phase.percent(done), rows);
    }

    boolean cancelled() {
        return listener.cancelled();
    }

    /** The way out of a training from wherever it is. */
    static final class CalledOff extends RuntimeException {
        private static final long serialVersionUID = 1;

        CalledOff() {
            super("the training was called off", null, false, false);
        }
    }
}
