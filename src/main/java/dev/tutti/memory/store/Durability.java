package dev.tutti.memory.store;

import org.sqlite.SQLiteConfig.SynchronousMode;

/** What an append waits for. */
enum Durability {
    /** The row is on the disk: it outlives the machine's power. */
    STRICT(SynchronousMode.FULL),
    /** The row is with the operating system: it outlives this process, but the last rows not the machine's power. */
    RELAXED(SynchronousMode.NORMAL);

    private final SynchronousMode mode;

    Durability(SynchronousMode mode) {
        this.mode = mode;
    }

    SynchronousMode mode() {
        return mode;
    }
}
