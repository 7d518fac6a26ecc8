package dev.tutti.learning.training;

import java.time.Instant;
import java.util.List;

/** What a training has looked at: so many labelled rows, none of a request after {@code until}. */
record Look(Instant until, long labels) {
    static final Look NONE = new Look(Instant.MIN, 0);

    /**
     * How many of the labelled rows that there are now, told by the times of their requests, it has not seen. Never
     * negative: rows that were deleted since are not held against those that came. A label that came late to an early
     * request counts as new, unless a deletion among the rows that were looked at makes up for it.
     */
    long unseen(List<Instant> rows) {
        long before = rows.stream().filter(at -> !at.isAfter(until)).count();
        return rows.size() - Math.min(labels, before);
    }
}
