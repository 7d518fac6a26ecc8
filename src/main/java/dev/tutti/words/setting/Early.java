package dev.tutti.words.setting;

/** When all is made that the configuration can break: a priority for {@code @Startup} and {@code @Priority}. */
public final class Early {
    /** Timers start at 0 and ask for the log at once; of a start that fails they would tell in their own way. */
    public static final int BEFORE_TIMERS = -100;

    private Early() {}
}
