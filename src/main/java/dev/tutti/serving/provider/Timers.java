package dev.tutti.serving.provider;

import java.time.Duration;

/** What is to happen later, unless it is called off. Actions never block: in production they run on an event loop. */
interface Timers {
    /** Runs the action once that long from now; at the earliest possible when that is not above 0. */
    Timer after(Duration time, Runnable action);

    /** An action that waits for its time; calling off one that ran changes nothing. */
    interface Timer {
        void cancel();
    }
}
