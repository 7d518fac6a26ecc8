package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Requests;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CachingFinderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ModelId MODEL = new ModelId("a/one");

    private final List<Question> asked = new ArrayList<>();
    private long now;
    private final Finder finder = new CachingFinder(this::find, 100, SECOND, () -> now);

    private Finding find(Question question) {
        asked.add(question);
        return new Finding.NoCandidate(Verdict.Reason.NO_MODEL, "finding " + asked.size());
    }

    private static Question question(Selector selector, String prompt) {
        ChatRequest request = Requests.asking(prompt);
        RoutingOptions options = RoutingOptions.of(selector);
        return new Question(
                request,
                new Tokens(9),
                new FeatureExtractor().extract(request, Optional.empty()),
                options,
                Defaults.of(Scene.settings(Map.of())).fill(options, Means.UNLIMITED),
                Set.of(MODEL),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    @Test
    void whatWasFoundIsGivenAgainUntilItIsOld() {
        Finding first = finder.find(question(new Selector.Auto(), "Which tide?"));
        assertThat(finder.find(question(new Selector.Auto(), "Which tide?"))).isSameAs(first);

        now += SECOND.toNanos();

        assertThat(finder.find(question(new Selector.Auto(), "Which tide?"))).isNotSameAs(first);
        assertThat(asked).hasSize(2);
    }

    @Test
    void otherQuestionsAreAskedAnew() {
        finder.find(question(new Selector.Auto(), "Which tide?"));
        finder.find(question(new Selector.Auto(), "Which ship?"));
        finder.find(question(new Selector.Kind(Strategy.SINGLE), "Which ship?"));

        assertThat(asked).hasSize(3);
    }

    private static Stream<Selector> named() {
        return Stream.of(new Selector.Model(MODEL), new Selector.Exact(new Single(MODEL)));
    }

    @ParameterizedTest
    @MethodSource("named")
    void whoNamesAPlanIsNotRemembered(Selector selector) {
        finder.find(question(selector, "Which tide?"));
        finder.find(question(selector, "Which tide?"));

        assertThat(asked).hasSize(2);
    }
}
