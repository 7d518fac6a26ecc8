package dev.tutti.edge.http;

import dev.tutti.serving.provider.Play;
import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.StubUpstream;
import java.net.URI;
import java.nio.file.Path;

/** A {@link StubUpstream} with one model that can do everything, {@code able/one}, known there as {@code able}. */
public class AbleStub extends CataloguedStub {
    @Override
    Play[] usually() {
        return PlayScript.read("answer 42");
    }

    @Override
    String models(URI base, Path folder) {
        return """
              - id: able/one
                base-url: %s
                wire-name: able
                price: {input: 0.01, output: 0.02}
                context-window: 1000000
                abilities: [tools, json-schema, images, audio, logprobs, files]
                size: small
            """.formatted(base);
    }
}
