package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.tenancy.Credential;
import dev.tutti.memory.tenancy.KeyHash;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ShownKeyTest {
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private final Map<String, Object> request = new HashMap<>();

    private Optional<Credential> shown() {
        return ShownKey.of(headers, request);
    }

    private Optional<String> text() {
        return shown().map(Credential::text);
    }

    @Test
    void aKeyStandsWhereClientsOfOneKindOrTheOtherPutIt() {
        assertThat(text()).isEmpty();

        headers.add("X-Api-Key", " of-anthropic ");
        headers.add("authorization", "Basic dXNlcg==");

        assertThat(text()).contains("of-anthropic");
        headers.set("authorization", "bEARER  of-openai ");
        request.clear();
        assertThat(text()).contains("of-openai");
    }

    @Test
    void whoeverAsksOfTheSameRequestIsHandedWhatWasHashedBefore() {
        headers.add("Authorization", "Bearer the-key");

        Credential first = shown().orElseThrow();

        assertThat(first.hash()).isEqualTo(KeyHash.of("the-key"));
        assertThat(shown().orElseThrow()).isSameAs(first);
        assertThat(ShownKey.of(headers, new HashMap<>()).orElseThrow()).isNotSameAs(first);
    }

    @Test
    void whatStandsThereTwiceIsNotOneOfTheTwo() {
        headers.add("Authorization", "Bearer one");
        headers.add("Authorization", "Bearer two");

        assertThat(text()).contains("one,Bearer two");
    }

    @Test
    void whatIsHandedOnShowsNothingOfTheSecret() {
        headers.add("Authorization", "Bearer the-key");

        shown();

        assertThat(request.toString())
                .doesNotContain("the-key", KeyHash.of("the-key").hex());
    }
}
