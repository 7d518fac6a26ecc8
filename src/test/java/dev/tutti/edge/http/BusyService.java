package dev.tutti.edge.http;

import dev.tutti.words.chat.KeyId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A service in virtual time that does so much work a second, first come, first served, behind a {@link LoadShedder}; what
 * comes in then waits for its model, which costs no work. Keys send at random, each at its own mean rate.
 */
final class BusyService {
    private static final long STEP = Duration.ofMillis(1).toNanos();

    /** What became of a key's requests. */
    static final class Tally {
        int sent;
        int admitted;

        double share() {
            return sent == 0 ? 1 : (double) admitted / sent;
        }
    }

    /** Work that waits: a conversation, or the messenger that measures, which is none. */
    private record Work(LoadShedder.Guest guest, long since) {}

    private record Stay(LoadShedder.Guest guest, long until) {}

    private final SplittableRandom chance = new SplittableRandom(42);
    private final Map<KeyId, Double> perSecond =
            new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    private final ArrayDeque<Work> queue = new ArrayDeque<>();
    private final PriorityQueue<Stay> stays = new PriorityQueue<>((a, b) -> Long.compare(a.until(), b.until()));
    private final double capacity;
    private final Duration upstream;
    private final LoadShedder shedder;

    private Map<KeyId, Tally> tallies = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    private long now = 1_000_000_000L;
    private double work;
    private long messengerSince = -1;
    private int ahead;
    private long nextMessenger;
    private long longestWait;
    private int done;

    BusyService(double capacity, Duration upstream, OverloadTerms terms) {
        this.capacity = capacity;
        this.upstream = upstream;
        this.shedder = new LoadShedder(terms, () -> now);
    }

    LoadShedder shedder() {
        return shedder;
    }

    /** From now on the key sends so many requests a second. */
    void sends(String key, double requestsPerSecond) {
        perSecond.put(new KeyId(key), requestsPerSecond);
    }

    /** What was before is not counted any more. */
    void countAnew() {
        tallies = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        longestWait = 0;
        done = 0;
    }

    Tally tally(String key) {
        return tallies.computeIfAbsent(new KeyId(key), _ -> new Tally());
    }

    int done() {
        return done;
    }

    Duration longestWait() {
        return Duration.ofNanos(longestWait);
    }

    void runs(Duration time) {
        for (long end = now + time.toNanos(); now < end; now += STEP) {
            perSecond.forEach(this::arrive);
            measure();
            work(capacity * STEP / 1e9);
            while (!stays.isEmpty() && stays.peek().until() <= now) {
                stays.poll().guest().leave();
                done++;
            }
        }
    }

    /** For so long nothing gets done: a collection of garbage, say. */
    void pauses(Duration time) {
        work = -capacity * time.toNanos() / 1e9;
    }

    private void arrive(KeyId key, double rate) {
        double expected = rate * STEP / 1e9;
        int arrivals = (int) expected + (chance.nextDouble() < expected - (int) expected ? 1 : 0);
        for (int i = 0; i < arrivals; i++) {
            Tally tally = tally(key.value());
            tally.sent++;
            shedder.enter(key).ifPresent(guest -> {
                tally.admitted++;
                queue.add(new Work(guest, now));
            });
        }
    }

    /** As {@link QueueProbe}: one messenger at a time, 10 ms apart, while somebody is inside. */
    private void measure() {
        if (messengerSince < 0 && now >= nextMessenger && shedder.inside() > 0) {
            messengerSince = now;
            shedder.sent();
            ahead = queue.size();
        }
        if (messengerSince >= 0 && ahead <= 0) {
            shedder.back();
            messengerSince = -1;
            nextMessenger = now + 10 * STEP;
        }
    }

    private void work(double more) {
        work = Math.min(queue.isEmpty() ? 1 : Double.MAX_VALUE, work + more);
        while (work >= 1 && !queue.isEmpty()) {
            work--;
            ahead--;
            Work next = queue.poll();
            longestWait = Math.max(longestWait, now - next.since());
            stays.add(new Stay(next.guest(), now + upstream.toNanos()));
        }
    }
}
