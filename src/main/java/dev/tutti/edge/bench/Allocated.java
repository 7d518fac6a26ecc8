package dev.tutti.edge.bench;

/** Reads from the metrics of a served Tutti how many bytes its virtual machine has given to objects so far. */
final class Allocated {
    private Allocated() {}

    /** As of the last collection; {@link IllegalStateException} when the metrics do not tell. */
    static double bytes(ServedTutti tutti) {
        return new MeterPage(tutti.metrics()).sum("jvm_gc_memory_allocated_bytes_total");
    }
}
