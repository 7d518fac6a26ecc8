package dev.tutti.serving.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of each conversation the models' providers are expected to hold in their prompt caches. A model that was asked holds
 * the prompt that it read, for a while; how much of one it really reads again is learned from what its usage tells. A
 * conversation belongs to its key: equal names of two keys are two conversations. Nothing of what was said is kept.
 * Bounded, for many threads.
 */
public final class PromptCaches {
    private final Cache<Conversation, Map<ModelId, Held>> conversations;
    private final DecisionSettings.Sessions settings;
    private final MonotonicClock clock;

    PromptCaches(DecisionSettings.Sessions settings, MonotonicClock clock) {
        this.settings = settings;
        this.clock = clock;
        conversations = Caffeine.newBuilder()
                .maximumSize(settings.size())
                .expireAfterWrite(settings.time())
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
    }

    private record Conversation(KeyId key, String session) {}

    /**
     * A prompt that a model has read: its {@code beginning}, its tokens as estimated and as told, and the share of it that
     * is expected to be read from the cache; until then.
     */
    private record Held(Beginnings.Mark beginning, long estimated, long told, double share, long until) {
        long cached() {
            return (long) (share * estimated);
        }
    }

    /**
     * How many estimated tokens at the beginning of the request's prompt each model is expected to read from its cache;
     * those that hold nothing of it are not named. A conversation that does not go on as it began is held by nobody.
     */
    public Map<ModelId, Tokens> held(KeyId key, Optional<String> session, ChatRequest request) {
        if (session.isEmpty()) {
            return Map.of();
        }
        Map<ModelId, Held> known = conversations.getIfPresent(new Conversation(key, session.get()));
        if (known == null) {
            return Map.of();
        }
        Beginnings beginnings = Beginnings.of(request);
        Map<ModelId, Tokens> cached = new HashMap<>();
        known.forEach((model, held) -> {
            if (holds(held, beginnings) && held.cached() > 0) {
                cached.put(model, new Tokens(held.cached()));
            }
        });
        return cached;
    }

    /** Notes what these calls of a request have left in the caches of their models. */
    public void asked(KeyId key, Optional<String> session, ChatRequest request, List<CallRecord> calls) {
        if (session.isEmpty()) {
            return;
        }
        Map<ModelId, List<CallRecord>> read = new HashMap<>();
        for (CallRecord call : calls) {
            if (call.status() == CallStatus.OK) {
                read.computeIfAbsent(call.model(), _ -> new ArrayList<>()).add(call);
            }
        }
        if (!read.isEmpty()) {
            Beginnings beginnings = Beginnings.of(request);
            long estimated = TokenEstimate.of(request);
            conversations
                    .asMap()
                    .merge(
                            new Conversation(key, session.get()),
                            after(Map.of(), read, beginnings, estimated),
                            (before, _) -> after(before, read, beginnings, estimated));
        }
    }

    /** Forgets every conversation of a key. */
    public void forget(KeyId key) {
        conversations
                .asMap()
                .keySet()
                .removeIf(conversation -> conversation.key().equals(key));
    }

    public void forget(KeyId key, String session) {
        conversations.invalidate(new Conversation(key, session));
    }

    private Map<ModelId, Held> after(
            Map<ModelId, Held> before, Map<ModelId, List<CallRecord>> read, Beginnings beginnings, long estimated) {
        Map<ModelId, Held> after = new HashMap<>(before);
        read.forEach((model, calls) -> {
            long told = told(calls, estimated);
            double share = share(before.get(model), calls, beginnings);
            long until = clock.nanos() + settings.time().toNanos();
            after.put(model, new Held(beginnings.whole(), estimated, told, share, until));
        });
        return Map.copyOf(after);
    }

    /** Tokens of the conversation alone: who aggregates reads more, but what it reads beyond is another the next time. */
    private static long told(List<CallRecord> calls, long estimated) {
        return calls.stream()
                .mapToLong(call -> Math.min(call.usage().prompt().count(), estimated))
                .max()
                .orElse(estimated);
    }

    /**
     * Of what the model held, as much as its calls have told that they read; all of it until they could. What is not told
     * is not charged less either, so it counts as none.
     */
    private double share(@Nullable Held before, List<CallRecord> calls, Beginnings beginnings) {
        if (before == null || before.told() == 0 || !holds(before, beginnings)) {
            return 1;
        }
        double cached = calls.stream()
                .mapToLong(call -> call.usage().cached().count())
                .average()
                .orElse(0);
        return Math.min(1, cached / before.told());
    }

    private boolean holds(Held held, Beginnings beginnings) {
        return held.estimated() >= settings.leastTokens()
                && held.until() - clock.nanos() > 0
                && beginnings.include(held.beginning());
    }
}
