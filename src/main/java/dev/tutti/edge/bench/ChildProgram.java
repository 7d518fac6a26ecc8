package dev.tutti.edge.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that this one starts and that ends with it, whenever a signal comes: while it is being started the end waits
 * until there is something to end, and after the end nothing is started.
 */
final class ChildProgram implements AutoCloseable {
    /** A rehearsal ends with writing what the virtual machine learned. */
    private static final Duration END_LIMIT = Duration.ofSeconds(60);

    private final Thread hook = Thread.ofPlatform().unstarted(this::end);
    private @Nullable Process process;
    private boolean ended;

    /** Starts a process, as {@link ProcessBuilder#start} does. */
    @FunctionalInterface
    interface Starter {
        Process start() throws IOException;
    }

    /** {@link IllegalStateException} when this program ends already. */
    static ChildProgram start(Starter starter) throws IOException {
        ChildProgram child = new ChildProgram();
        Runtime.getRuntime().addShutdownHook(child.hook);
        try {
            child.begin(starter);
        } catch (IOException | RuntimeException e) {
            child.close();
            throw e;
        }
        return child;
    }

    synchronized void begin(Starter starter) throws IOException {
        if (ended) {
            throw new IllegalStateException("this program ends, so it starts no other");
        }
        process = starter.start();
    }

    synchronized Process process() {
        return Objects.requireNonNull(process, "not begun");
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // It runs, and finds a process that has ended.
        }
    }

    synchronized void end() {
        ended = true;
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
