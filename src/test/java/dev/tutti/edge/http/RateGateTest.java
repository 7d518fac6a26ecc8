package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.KeyRate.Standing;
import dev.tutti.memory.tenancy.KeyTerms;
import dev.tutti.memory.tenancy.RateKind;
import dev.tutti.memory.tenancy.RateLimits;
import dev.tutti.memory.tenancy.Rates;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingDefaults;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What requests that no plan may run for take of their key's minute. */
final class RateGateTest {
    private static final long TOKENS = 1_000_000;
    private static final long REQUESTS = 1_000;

    private final Rates rates = new Rates(() -> 7);
    private final RateGate gate = new RateGate(rates);
    private final Caller caller = new Caller(
            new KeyId("team-a"),
            Set.of(Scope.CHAT),
            new KeyTerms(
                    List.of(),
                    ModelFilter.ALL,
                    new RateLimits(OptionalLong.of(REQUESTS), OptionalLong.of(TOKENS)),
                    RoutingDefaults.NONE));

    @Test
    void manyThatAreRefusedAtOnceGiveBackAllTheirTokensAndCountAsRequests() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                RoutedRequest request = request("r-" + i);
                all.add(threads.submit(() -> {
                    gate.enter(request.caller(), request.chat());
                    gate.refused(request);
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(rates.of(caller).orElseThrow().standings())
                .extracting(Standing::kind, Standing::left)
                .containsExactlyInAnyOrder(tuple(RateKind.REQUESTS, REQUESTS - 400), tuple(RateKind.TOKENS, TOKENS));
    }

    @Test
    void oneThatIsNotRefusedKeepsThem() {
        RoutedRequest request = request("r-1");

        gate.enter(request.caller(), request.chat());

        assertThat(rates.of(caller).orElseThrow().standings().getLast().left()).isBetween(TOKENS - 2_000, TOKENS - 500);
    }

    private RoutedRequest request(String id) {
        ObjectNode said = JsonNodeFactory.instance.objectNode().put("role", "user");
        said.put("content", "What flows where, and why? ".repeat(150));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("messages").add(said);
        Message message = new Message(Role.USER, said.path("content").asText(), said);
        ChatRequest chat = new ChatRequest(List.of(message), OptionalLong.empty(), 1, false, false, Set.of(), body);
        return new RoutedRequest(
                new RequestId(id), caller, chat, RoutingOptions.of(new Selector.Auto()), new CancelSignal());
    }
}
