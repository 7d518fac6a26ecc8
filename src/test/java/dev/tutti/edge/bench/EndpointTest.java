package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointTest {
    @Test
    void aBaseIsWhatClientsAreGiven() {
        Endpoint endpoint = Endpoint.of(URI.create("http://127.0.0.1:8787/v1/"), Map.of("x-key", "k"));

        assertThat(endpoint).isEqualTo(new Endpoint("127.0.0.1", 8787, "/v1/chat/completions", Map.of("x-key", "k")));
        assertThat(Endpoint.of(URI.create("http://gateway"), Map.of()).port()).isEqualTo(80);
    }

    @Test
    void withTlsOrWithoutAHostItIsNone() {
        for (String url : new String[] {"https://gateway/v1", "gateway:80/v1", "/v1"}) {
            assertThatThrownBy(() -> Endpoint.of(URI.create(url), Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(url);
        }
    }
}
