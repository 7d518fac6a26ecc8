package dev.tutti.serving.execution;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The word that nobody wants an answer any more: given at most once, from any thread, never taken back. One signal may
 * outlive many that listen to it, so whoever is done with listening closes what {@link #onCancel} gave.
 */
public final class CancelSignal {
    /** In the order in which they came. */
    private final Set<Listening> listening = new LinkedHashSet<>();

    private boolean cancelled;

    /** Runs every listener on the calling thread; again and again changes nothing. */
    public void cancel() {
        List<Listening> told;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            told = List.copyOf(listening);
            listening.clear();
        }
        told.forEach(one -> one.listener.run());
    }

    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Runs the listener once, at the word or, when that was given, now. */
    public Listening onCancel(Runnable listener) {
        Listening one = new Listening(this, listener);
        synchronized (this) {
            if (!cancelled) {
                listening.add(one);
                return one;
            }
        }
        listener.run();
        return one;
    }

    /** How many would hear the word. */
    synchronized int listeners() {
        return listening.size();
    }

    private synchronized void forget(Listening one) {
        listening.remove(one);
    }

    /** One listener, kept reachable by the signal until it is closed or the word is given. */
    public static final class Listening implements AutoCloseable {
        private final CancelSignal signal;
        private final Runnable listener;

        private Listening(CancelSignal signal, Runnable listener) {
            this.signal = signal;
            this.listener = listener;
        }

        /** A word that is being given at this moment may still be heard. */
        @Override
        public void close() {
            signal.forget(this);
        }
    }
}
