package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.policy.Newcomer;
import dev.tutti.words.chat.ModelId;
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

    /** {@code logged}: how many requests the log knows of that each newcomer served; those on their way it does not know yet. */
    public void replace(Picture now, Map<ModelId, Integer> logged) {
        served.keySet().retainAll(logged.keySet());
        logged.forEach((model, count) -> count(model).accumulateAndGet(count, Math::max));
        picture = now;
    }

    /** A model whose count begins anew, since it is another version now. */
    public void forget(ModelId model) {
        served.remove(model);
    }

    /** The first that is to serve more requests. */
    Optional<Newcomer> next() {
        for (Wanted one : picture.wanted()) {
            if (count(one.newcomer().model()).get() < one.most()) {
                return Optional.of(one.newcomer());
            }
        }
        return Optional.empty();
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
