package dev.tutti.sense.evidence;

import java.util.function.Supplier;

/**
 * What one check against a caller's schema may cost. Each keyword evaluated is a step, each built ten, a pattern as many
 * as its length times the text's asks for (about a microsecond each): schemas that refer to themselves, or that try
 * alternatives of alternatives, would otherwise take time exponential in their length.
 */
final class Effort {
    private static final ScopedValue<Effort> CURRENT = ScopedValue.newInstance();
    private static final long MOST_STEPS = 200_000;
    /** Keywords inside keywords; each takes a few frames of the stack. */
    private static final int DEEPEST = 300;

    private long steps;
    private int depth;

    /** The check takes more than it may. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1;

        Spent() {
            super("takes too much work to check", null, false, false);
        }
    }

    /** Does the work within a budget of its own; {@link Spent}, or an exception caused by it, when that is not enough. */
    static <T> T bounded(Supplier<T> work) {
        return ScopedValue.where(CURRENT, new Effort()).call(work::get);
    }

    static void spend(long steps) {
        Effort current = CURRENT.get();
        current.steps += steps;
        if (current.steps > MOST_STEPS) {
            throw new Spent();
        }
    }

    /** One level deeper, for so many steps. */
    static <T> T deeper(long steps, Supplier<T> work) {
        spend(steps);
        Effort current = CURRENT.get();
        if (current.depth >= DEEPEST) {
            throw new Spent();
        }
        current.depth++;
        try {
            return work.get();
        } finally {
            current.depth--;
        }
    }
}
