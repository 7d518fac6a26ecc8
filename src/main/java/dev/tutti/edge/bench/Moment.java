package dev.tutti.edge.bench;

/**
 * What a served Tutti holds at a moment at which nothing is to be done: after so many requests, bytes of the heap after a
 * full collection, what is still reserved and running, connections kept to upstreams, other open descriptors, threads, and
 * resident memory in MB.
 */
record Moment(
        long requests,
        long heapBytes,
        double reservedUsd,
        int inside,
        int connections,
        int descriptors,
        int threads,
        long residentMb) {

    static final String HEAD =
            "  requests    heap bytes  reserved USD  inside  connections  descriptors  threads  RSS MB";

    String line() {
        return "%10d  %12d  %12.6f  %6d  %11d  %11d  %7d  %6d"
                .formatted(requests, heapBytes, reservedUsd, inside, connections, descriptors, threads, residentMb);
    }
}
