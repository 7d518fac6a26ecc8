package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.DefaultSettings;
import dev.tutti.words.catalogue.Api;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.LimitField;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Models and calls for tests. */
final class TestCalls {
    /** The defaults of the settings. */
    static final LimitTerms LIMIT_TERMS =
            LimitTerms.of(DefaultSettings.of(ProviderSettings.class).concurrency());

    private TestCalls() {}

    static CatalogueModel model(String id, URI base, int concurrency) {
        return model(id, base, concurrency, Optional.empty(), LimitField.AS_ASKED);
    }

    static CatalogueModel model(String id, URI base, int concurrency, Optional<String> key, LimitField limitField) {
        return model(id, base, concurrency, key, limitField, Api.OPENAI);
    }

    /** One whose endpoint speaks Messages. */
    static CatalogueModel claude(String id, URI base) {
        return model(id, base, 4, Optional.of("STUB_KEY"), LimitField.AS_ASKED, Api.ANTHROPIC);
    }

    private static CatalogueModel model(
            String id, URI base, int concurrency, Optional<String> key, LimitField limitField, Api api) {
        return new CatalogueModel(
                new ModelId(id),
                Price.perMillion("1", "2"),
                new Tokens(8000),
                new Tokens(4000),
                Set.of(),
                "test",
                SizeClass.SMALL,
                Trust.TRUSTED,
                Origin.LIVE,
                Optional.empty(),
                new Endpoint(
                        base,
                        "wire-" + id,
                        key,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(20),
                        concurrency,
                        limitField,
                        api));
    }

    static ModelCall call(CatalogueModel model, MonotonicClock clock, Duration deadline, boolean stream) {
        return call(model, clock, deadline, stream, () -> true);
    }

    static ModelCall call(CatalogueModel model, MonotonicClock clock, Duration deadline, boolean stream, Cover cover) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("messages").addObject().put("role", "user").put("content", "Say hello.");
        body.put("temperature", 0.5).put("max_tokens", 500).put("x_unknown", "kept");
        return call(model, clock, deadline, stream, cover, body);
    }

    /** One of at most 100 tokens with that body. */
    static ModelCall call(
            CatalogueModel model,
            MonotonicClock clock,
            Duration deadline,
            boolean stream,
            Cover cover,
            ObjectNode body) {
        return new ModelCall(
                new RequestId("r1"), model, body, new Tokens(100), Deadline.in(deadline, clock), stream, cover);
    }
}
