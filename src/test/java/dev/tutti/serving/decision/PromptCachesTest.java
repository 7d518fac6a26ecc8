package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.feature.Requests;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PromptCachesTest {
    private static final KeyId KEY = new KeyId("team-a");
    private static final Optional<String> SESSION = Optional.of("s1");
    private static final ModelId ONE = new ModelId("a/one");
    private static final ModelId TWO = new ModelId("a/two");
    private static final ChatRequest FIRST = Turns.turn(1, 10_000);
    private static final ChatRequest SECOND = Turns.turn(2, 10_000);
    private static final ChatRequest THIRD = Turns.turn(3, 10_000);
    private static final long READ = 2_000;

    private long now = 1;
    private PromptCaches caches = with(Map.of());

    private PromptCaches with(Map<String, String> settings) {
        return new PromptCaches(Scene.settings(settings).sessions(), () -> now);
    }

    private void asked(ChatRequest request, CallRecord... calls) {
        caches.asked(KEY, SESSION, request, List.of(calls));
    }

    private Map<ModelId, Tokens> held(ChatRequest request) {
        return caches.held(KEY, SESSION, request);
    }

    private static Tokens estimate(ChatRequest request) {
        return new Tokens(TokenEstimate.of(request));
    }

    @Test
    void aModelThatWasAskedHoldsThePromptThatItRead() {
        asked(FIRST, Turns.call(ONE, READ, 0));

        assertThat(held(SECOND)).containsExactly(Map.entry(ONE, estimate(FIRST)));
        assertThat(held(FIRST)).as("asked once more").containsExactly(Map.entry(ONE, estimate(FIRST)));
    }

    @Test
    void eachModelHoldsWhatItWasLastAsked() {
        asked(FIRST, Turns.call(ONE, READ, 0), Turns.call(TWO, READ, 0));
        asked(SECOND, Turns.call(TWO, 3 * READ, READ));

        assertThat(held(THIRD)).isEqualTo(Map.of(ONE, estimate(FIRST), TWO, estimate(SECOND)));
    }

    @Test
    void whatIsToldAsCachedIsWhatIsExpectedTheNextTime() {
        asked(FIRST, Turns.call(ONE, READ, 0));
        asked(SECOND, Turns.call(ONE, 3 * READ, READ / 4));

        assertThat(held(THIRD))
                .containsExactly(Map.entry(ONE, new Tokens(estimate(SECOND).count() / 4)));
    }

    @Test
    void whoNeverTellsOfACacheIsExpectedToHaveNoneUntilItDoes() {
        asked(FIRST, Turns.call(ONE, READ, 0));
        asked(SECOND, Turns.call(ONE, 3 * READ, 0));
        assertThat(held(THIRD)).isEmpty();

        asked(THIRD, Turns.call(ONE, 5 * READ, 3 * READ));

        assertThat(held(Turns.turn(4, 10_000))).containsExactly(Map.entry(ONE, estimate(THIRD)));
    }

    @Test
    void severalCallsOfOneModelAreReckonedOnTheMean() {
        asked(FIRST, Turns.call(ONE, READ, 0), Turns.call(ONE, READ, 0));
        asked(SECOND, Turns.call(ONE, 3 * READ, READ), Turns.call(ONE, 3 * READ, 0));

        assertThat(held(THIRD))
                .containsExactly(Map.entry(ONE, new Tokens(estimate(SECOND).count() / 2)));
    }

    @Test
    void nothingIsHeldLongerThanProvidersKeepIt() {
        asked(FIRST, Turns.call(ONE, READ, 0));
        now += Duration.ofMinutes(4).toNanos();
        asked(FIRST, Turns.call(TWO, READ, 0));
        now += Duration.ofMinutes(1).toNanos();

        assertThat(held(SECOND)).containsOnlyKeys(TWO);
        now += Duration.ofMinutes(4).toNanos();
        assertThat(held(SECOND)).isEmpty();
    }

    /** What came too late to be read from a cache says nothing of how much is. */
    @Test
    void aCallAfterThatTimeTeachesNothing() {
        asked(FIRST, Turns.call(ONE, READ, 0));
        now += Duration.ofMinutes(6).toNanos();
        asked(SECOND, Turns.call(ONE, 3 * READ, 0));

        assertThat(held(THIRD)).containsExactly(Map.entry(ONE, estimate(SECOND)));
    }

    @Test
    void aConversationThatDoesNotGoOnAsItBeganIsHeldByNobody() {
        asked(SECOND, Turns.call(ONE, READ, 0));
        List<Message> turns = THIRD.messages();
        ChatRequest cut = Requests.of(
                OptionalLong.empty(), 1, Set.of(), turns.subList(2, 5).toArray(Message[]::new));
        ChatRequest rewritten = Requests.of(
                OptionalLong.empty(),
                1,
                Set.of(),
                turns.get(0),
                Requests.message(Role.ASSISTANT, "another answer"),
                turns.get(2),
                turns.get(3),
                turns.get(4));
        ChatRequest withTools = Turns.turn(3, 10_000);
        withTools.body().putArray("tools").addObject().put("type", "function");

        assertThat(held(THIRD)).containsOnlyKeys(ONE);
        assertThat(held(cut)).isEmpty();
        assertThat(held(rewritten)).isEmpty();
        assertThat(held(withTools)).isEmpty();
    }

    @Test
    void twoKeysWithEqualNamesOfSessionsShareNothing() {
        asked(FIRST, Turns.call(ONE, READ, 0));

        assertThat(caches.held(new KeyId("team-b"), SESSION, SECOND)).isEmpty();
        assertThat(caches.held(KEY, Optional.of("s2"), SECOND)).isEmpty();
        assertThat(caches.held(KEY, Optional.empty(), SECOND)).isEmpty();
    }

    @Test
    void ofAShortPromptNothingIsHeldAndNothingIsLearned() {
        ChatRequest brief = Turns.turn(1, 1_000);
        asked(brief, Turns.call(ONE, 250, 0));
        assertThat(held(Turns.turn(2, 1_000))).isEmpty();

        ChatRequest grown = Turns.turn(5, 1_000);
        asked(grown, Turns.call(ONE, READ, 0));

        assertThat(held(Turns.turn(6, 1_000))).containsExactly(Map.entry(ONE, estimate(grown)));
    }

    @Test
    void callsWithoutAnAnswerLeaveNothing() {
        asked(FIRST, Turns.call(ONE, READ, 0, CallStatus.TIMEOUT), Turns.call(TWO, 0, 0, CallStatus.CANCELLED));

        assertThat(held(SECOND)).isEmpty();
    }

    @Test
    void noMoreConversationsAreRememberedThanAreSet() {
        caches = with(Map.of("tutti.decision.sessions.size", "3"));
        for (int i = 0; i < 50; i++) {
            caches.asked(KEY, Optional.of("s" + i), FIRST, List.of(Turns.call(ONE, READ, 0)));
        }
        long kept = 0;
        for (int i = 0; i < 50; i++) {
            kept += caches.held(KEY, Optional.of("s" + i), SECOND).size();
        }

        assertThat(kept).isEqualTo(3);
    }

    @Test
    void withASizeOrATimeOfNoneNothingIsRemembered() {
        for (String field : List.of("size", "time")) {
            caches = with(Map.of("tutti.decision.sessions." + field, "0"));
            asked(FIRST, Turns.call(ONE, READ, 0));

            assertThat(held(SECOND)).as(field).isEmpty();
        }
    }
}
