package dev.tutti.words.plan;

import dev.tutti.words.chat.Usd;
import java.time.Duration;

/**
 * Cost and time of a part of a plan, in bare numbers: every decision adds up hundreds. None of them wraps.
 * {@code picosUncached}: {@code picos} without prompt caches.
 */
record Sum(long picos, long picosUncached, long picosP95, long picosReserved, long nanos, long nanosP95) {
    static final Sum NOTHING = new Sum(0, 0, 0, 0, 0, 0);

    /** What comes next has its money set aside from the beginning. */
    Sum then(Sum next) {
        return reserving(Math.addExact(picosReserved, next.picosReserved), next);
    }

    /** What comes next is reserved when this one has been paid. */
    Sum settledThen(Sum next) {
        return reserving(Math.max(picosReserved, Math.addExact(picosP95, next.picosReserved)), next);
    }

    private Sum reserving(long reserved, Sum next) {
        return new Sum(
                Math.addExact(picos, next.picos),
                Math.addExact(picosUncached, next.picosUncached),
                Math.addExact(picosP95, next.picosP95),
                reserved,
                Math.addExact(nanos, next.nanos),
                Math.addExact(nanosP95, next.nanosP95));
    }

    Sum beside(Sum other) {
        return new Sum(
                Math.addExact(picos, other.picos),
                Math.addExact(picosUncached, other.picosUncached),
                Math.addExact(picosP95, other.picosP95),
                Math.addExact(picosReserved, other.picosReserved),
                Math.max(nanos, other.nanos),
                Math.max(nanosP95, other.nanosP95));
    }

    /** The larger of each: the two are ways of which one is taken. */
    Sum dearer(Sum other) {
        return new Sum(
                Math.max(picos, other.picos),
                Math.max(picosUncached, other.picosUncached),
                Math.max(picosP95, other.picosP95),
                Math.max(picosReserved, other.picosReserved),
                Math.max(nanos, other.nanos),
                Math.max(nanosP95, other.nanosP95));
    }

    /** Its time alone: what it costs is counted elsewhere. */
    Sum paid() {
        return new Sum(0, 0, 0, 0, nanos, nanosP95);
    }

    Sum sideBySide(int times) {
        return new Sum(
                Math.multiplyExact(picos, times),
                Math.multiplyExact(picosUncached, times),
                Math.multiplyExact(picosP95, times),
                Math.multiplyExact(picosReserved, times),
                nanos,
                nanosP95);
    }

    PlanForecast toForecast() {
        return new PlanForecast(
                new Usd(picos),
                new Usd(picosP95),
                new Usd(picosReserved),
                Duration.ofNanos(nanos),
                Duration.ofNanos(nanosP95),
                new Usd(picosUncached));
    }
}
