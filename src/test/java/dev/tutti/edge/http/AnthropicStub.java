package dev.tutti.edge.http;

import dev.tutti.serving.provider.AnthropicPlays;
import dev.tutti.serving.provider.Play;
import dev.tutti.serving.provider.StubUpstream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A {@link StubUpstream} and a catalogue in which {@code claude/one} speaks Anthropic's Messages and {@code other/one} is
 * OpenAI-compatible; both with a key. {@code claude/keeps} may be asked to keep a prompt in its cache, at a price.
 */
public class AnthropicStub extends CataloguedStub {
    static final String KEY = "tutti-canary-7d793037a0760186";

    @Override
    Play[] usually() {
        return new Play[] {AnthropicPlays.answer("42")};
    }

    @Override
    String models(URI base, Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), KEY);
        return model("claude/one", "anthropic", base, key)
                + model("claude/keeps", "anthropic", base, key)
                        .replace("cached-input: 0.5", "cached-input: 0.1, cache-write: 1.25")
                + model("other/one", "openai", base, key);
    }

    private static String model(String id, String api, URI base, Path key) {
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
            """.formatted(id, base, api, key);
    }
}
