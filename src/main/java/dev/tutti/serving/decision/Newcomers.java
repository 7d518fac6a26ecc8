package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.policy.Newcomer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.StableHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The models that are being got to know, as of the last look at the log: {@code learning} replaces the whole picture, and
 * the decision asks it. Never blocks; safe for many threads.
 */
public final class Newcomers {
    private static final String TURN = "newcomer-turn";

    private volatile Picture picture = new Picture(List.of(), Set.of(), Map.of());
    private final Map<ModelId, AtomicInteger> served = new ConcurrentHashMap<>();

    /** A newcomer that is to serve requests until so many in all, 0 or more, were given to it. */
    public record Wanted(Newcomer newcomer, int most) {}

    /** The mean score of a newcomer's labelled answers, 0 to 1, and how many labels it rests on, more than 0. */
    public record Heard(double score, double labels) {}

    /**
     * {@code wanted}: who is to serve requests, in this order. {@code renewed}: models that are another version than the one
     * that was measured. {@code heard}: what is known of those that are known well enough, until a release has learned it.
     */
    public record Picture(List<Wanted> wanted, Set<ModelId> renewed, Map<ModelId, Heard> heard) {
        public Picture {
            wanted = List.copyOf(wanted);
            renewed = Set.copyOf(renewed);
            heard = Map.copyOf(heard);
        }
    }

    /**
     * {@code logged}: how many requests the log knows of that each newcomer served. Those on their way are counted from one
     * look to the next alone: some of them never come to a row.
     */
    public void replace(Picture now, Map<ModelId, Integer> logged) {
        served.keySet().retainAll(logged.keySet());
        logged.forEach((model, count) -> served.put(model, new AtomicInteger(count)));
        picture = now;
    }

    /** One that is to serve more requests; where there are several, the request's id says whose turn it is. */
    Optional<Newcomer> next(RequestId id) {
        List<Newcomer> open = picture.wanted().stream()
                .filter(one -> count(one.newcomer().model()).get() < one.most())
                .map(Wanted::newcomer)
                .toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(open.get((int) (StableHash.draw(TURN, id) * open.size())));
    }

    void served(ModelId newcomer) {
        count(newcomer).incrementAndGet();
    }

    private AtomicInteger count(ModelId model) {
        return served.computeIfAbsent(model, _ -> new AtomicInteger());
    }

    /** The same router model with what is known since it was trained. */
    RouterModel informed(RouterModel model) {
        Picture now = picture;
        return now.renewed().isEmpty() && now.heard().isEmpty()
                ? model
                : new InformedModel(model, now.renewed(), now.heard());
    }
}
