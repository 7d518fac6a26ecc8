package dev.tutti.edge.http;

import dev.tutti.serving.provider.AnthropicPlays;
import dev.tutti.serving.provider.StubUpstream;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A {@link StubUpstream} and a catalogue in which {@code claude/one} speaks Anthropic's Messages and {@code other/one} is
 * OpenAI-compatible; both with a key.
 */
public class AnthropicStub implements QuarkusTestResourceLifecycleManager {
    static final String KEY = "tutti-canary-7d793037a0760186";

    private StubUpstream stub;

    @Override
    public Map<String, String> start() {
        try {
            stub = StubUpstream.playing(AnthropicPlays.answer("42"));
            Path folder = Files.createTempDirectory("tutti-anthropic");
            Path key = Files.writeString(folder.resolve("key"), KEY);
            Path catalogue = Files.writeString(
                    folder.resolve("catalogue.yaml"),
                    "models:\n" + model("claude/one", "anthropic", key) + model("other/one", "openai", key));
            return Map.of("tutti.catalogue", catalogue.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String model(String id, String api, Path key) {
        return """
              - id: %s
                base-url: %s
                api: %s
                key: file:%s
                price: {input: 1, cached-input: 0.5, output: 2}
                context-window: 8000
                max-output: 1000
                abilities: [tools]
                size: small
            """.formatted(id, stub.baseUrl(), api, key);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stub, new TestInjector.MatchesType(StubUpstream.class));
    }

    @Override
    public void stop() {
        try {
            stub.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
