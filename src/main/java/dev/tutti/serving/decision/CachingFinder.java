package dev.tutti.serving.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Newcomer;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Api;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Gives a recent finding again for an equal question. Who names a plan leaves nothing to be found but whether it may run,
 * which is sooner asked than remembered. It holds nothing that chance decided, so propensities stay honest:
 * the draw is made anew, outside of it, for each request.
 */
final class CachingFinder implements Finder {
    private final Finder inner;
    private final Cache<Key, Finding> recent;

    CachingFinder(Finder inner, long size, Duration time, MonotonicClock clock) {
        this.inner = inner;
        recent = Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterWrite(time)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Finding find(Question question) {
        return question.options().selector().leavesChoice() ? known(question) : inner.find(question);
    }

    private Finding known(Question question) {
        Key key = Key.of(question);
        Finding known = recent.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Finding found = inner.find(question);
        recent.put(key, found);
        return found;
    }

    /**
     * All that a finding depends on but for live latencies, which its short life bounds. Features are read off a sample of
     * the prompt, so long ones may have equal features and yet not fit the same windows and budgets; and one prompt costs
     * another sum where its beginning is in a prompt cache, or is to be for what follows.
     */
    private record Key(
            Features features,
            Tokens prompt,
            Targets targets,
            Set<Ability> needs,
            OptionalLong maxTokens,
            int choices,
            List<String> beyondMessages,
            Selector selector,
            Set<Strategy> strategies,
            ModelFilter models,
            Set<ModelId> usable,
            String version,
            Optional<Promise> promise,
            Optional<Newcomer> newcomer,
            boolean keepsPrompt,
            Map<ModelId, Tokens> cached) {

        static Key of(Question q) {
            return new Key(
                    q.features(),
                    q.prompt(),
                    q.targets(),
                    q.request().needs(),
                    q.request().maxTokens(),
                    q.request().choices(),
                    Api.ANTHROPIC.lacks(q.request()),
                    q.options().selector(),
                    q.options().strategies(),
                    q.options().models(),
                    q.usable(),
                    q.version(),
                    q.promise(),
                    q.newcomer(),
                    q.options().keepsPrompt(),
                    q.cached());
        }
    }
}
