package dev.tutti.learning.training;

/** Someone who watches a training and may call it off. */
public interface ProgressListener {
    /** For trainings that nobody watches. */
    ProgressListener NONE = new ProgressListener() {
        @Override
        public void at(Phase phase, double percent, long rows) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /** Where it is: percent of the whole, 0 to 100, never falling; rows that train. */
    void at(Phase phase, double percent, long rows);

    /** Whether nobody wants the result any more; asked often. */
    boolean cancelled();
}
