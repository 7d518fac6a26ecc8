package dev.tutti.edge.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from the metrics of a served Tutti how many bytes its virtual machine has given to objects so far. */
final class Allocated {
    private static final Pattern LINE =
            Pattern.compile("(?m)^jvm_gc_memory_allocated_bytes_total(?:\\{[^}]*})? (\\S+)$");

    private Allocated() {}

    /** As of the last collection; {@link IllegalStateException} when the metrics do not tell. */
    static double bytes(ServedTutti tutti) {
        Matcher line = LINE.matcher(tutti.metrics());
        if (!line.find()) {
            throw new IllegalStateException("the metrics say nothing of allocated bytes");
        }
        return Double.parseDouble(line.group(1));
    }
}
