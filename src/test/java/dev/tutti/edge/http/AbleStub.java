package dev.tutti.edge.http;

import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.StubUpstream;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A {@link StubUpstream} with one model that can do everything, {@code able/one}, known there as {@code able}. */
public class AbleStub implements QuarkusTestResourceLifecycleManager {
    private StubUpstream stub;

    @Override
    public Map<String, String> start() {
        try {
            stub = StubUpstream.playing(PlayScript.read("answer 42"));
            String catalogue = """
                    models:
                      - id: able/one
                        base-url: %s
                        wire-name: able
                        price: {input: 0.01, output: 0.02}
                        context-window: 1000000
                        abilities: [tools, json-schema, images, audio, logprobs, files]
                        size: small
                    """.formatted(stub.baseUrl());
            Path file = Files.createTempDirectory("tutti-able").resolve("catalogue.yaml");
            return Map.of("tutti.catalogue", Files.writeString(file, catalogue).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
