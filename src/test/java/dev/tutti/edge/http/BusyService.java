package dev.tutti.edge.http;

import dev.tutti.words.chat.KeyId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A service in virtual time that does so much work a second behind a {@link LoadShedder}. What comes in waits for its turn,
 * is read, waits for its model, which is no work, and then for two more turns: when the model has answered, behind those that
 * come in, and when its row is written, in a queue of its own. Each queue is first come, first served, and as the scheduler
 * of virtual threads does, one is taken from until it is empty, and only then the other. To turn somebody away is work, too,
 * and done before all other. Keys send at random, each at its own mean rate.
 */
final class BusyService {
    private static final long STEP = Duration.ofMillis(1).toNanos();
    private static final int PROCESSORS = 2;
    /** Of the work of a conversation: to read it and to decide, to take its model's answer, and to send it. */
    private static final double[] TURNS = {0.6, 0.3, 0.1};
    /** Of the same, to turn one away. */
    private static final double REFUSAL = 0.03;

    /** What became of a key's requests. */
    static final class Tally {
        int sent;
        int admitted;

        double share() {
            return sent == 0 ? 1 : (double) admitted / sent;
        }
    }

    /** A conversation that waits for a turn. */
    private record Work(LoadShedder.Guest guest, long entered, int turn) {}

    private record Stay(Work work, long until) {}

    private final SplittableRandom chance = new SplittableRandom(42);
    private final Map<KeyId, Double> perSecond =
            new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    private final ArrayDeque<Work> loop = new ArrayDeque<>();
    private final ArrayDeque<Work> log = new ArrayDeque<>();
    private final PriorityQueue<Stay> stays = new PriorityQueue<>((a, b) -> Long.compare(a.until(), b.until()));
    private final double capacity;
    private final Duration upstream;
    private final LoadShedder shedder;

    private Map<KeyId, Tally> tallies = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    private long now = 1_000_000_000L;
    private double work;
    private long longestWait;
    private int done;
    private boolean fromLog;

    BusyService(double capacity, Duration upstream, OverloadTerms terms) {
        this.capacity = capacity;
        this.upstream = upstream;
        this.shedder = new LoadShedder(terms, PROCESSORS, () -> loop.size() + log.size(), () -> now);
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

    /** Of a whole conversation, its model's time not counted. */
    Duration longestWait() {
        return Duration.ofNanos(longestWait);
    }

    void runs(Duration time) {
        for (long end = now + time.toNanos(); now < end; now += STEP) {
            perSecond.forEach(this::arrive);
            while (!stays.isEmpty() && stays.peek().until() <= now) {
                loop.add(stays.poll().work());
            }
            work(capacity * STEP / 1e9);
        }
    }

    /** For so long nothing gets done: others have the processors. */
    void pauses(Duration time) {
        work -= capacity * time.toNanos() / 1e9;
    }

    private void arrive(KeyId key, double rate) {
        double expected = rate * STEP / 1e9;
        int arrivals = (int) expected + (chance.nextDouble() < expected - (int) expected ? 1 : 0);
        for (int i = 0; i < arrivals; i++) {
            Tally tally = tally(key.value());
            tally.sent++;
            shedder.enter(key)
                    .ifPresentOrElse(
                            guest -> {
                                tally.admitted++;
                                loop.add(new Work(guest, now, 0));
                            },
                            () -> work -= REFUSAL);
        }
    }

    private void work(double more) {
        work = Math.min(loop.isEmpty() && log.isEmpty() ? 1 : Double.MAX_VALUE, work + more);
        for (Work next = queue().peek(); next != null && work >= TURNS[next.turn()]; next = queue().peek()) {
            queue().remove();
            work -= TURNS[next.turn()];
            turn(next);
        }
    }

    private ArrayDeque<Work> queue() {
        if ((fromLog ? log : loop).isEmpty()) {
            fromLog = !fromLog;
        }
        return fromLog ? log : loop;
    }

    private void turn(Work work) {
        if (work.turn() == 0) {
            work.guest().begins();
            stays.add(new Stay(new Work(work.guest(), work.entered(), 1), now + upstream.toNanos()));
        } else if (work.turn() < TURNS.length - 1) {
            log.add(new Work(work.guest(), work.entered(), work.turn() + 1));
        } else {
            work.guest().leave();
            longestWait = Math.max(longestWait, now - work.entered() - upstream.toNanos());
            done++;
        }
    }
}
