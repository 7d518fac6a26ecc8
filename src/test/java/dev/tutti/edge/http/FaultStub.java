package dev.tutti.edge.http;

import dev.tutti.edge.bench.TestFolder;
import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.StubUpstream;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A {@link StubUpstream} and the catalogue of its models: {@code bad/one} plays what a test says, {@code good/*} answer
 * 42; {@code bad/hasty} is given up after 400 ms; at {@code bad/dead} nobody listens, at {@code bad/deaf} nobody takes the connection.
 */
public class FaultStub implements QuarkusTestResourceLifecycleManager {
    private StubUpstream stub;
    private StubUpstream deaf;

    @Override
    public Map<String, String> start() {
        try {
            stub = StubUpstream.playing(PlayScript.read("answer 42"));
            deaf = StubUpstream.deaf();
            StringBuilder catalogue = new StringBuilder("models:\n");
            for (String id : List.of("bad/one", "good/a", "good/b", "good/agg")) {
                catalogue.append(model(id, stub.baseUrl(), "2s", "20s"));
            }
            catalogue
                    .append(model("bad/hasty", stub.baseUrl(), "2s", "400ms"))
                    .append(model("bad/dead", StubUpstream.deadUrl(), "2s", "20s"))
                    .append(model("bad/deaf", deaf.baseUrl(), "60ms", "20s"));
            Path file = TestFolder.create().resolve("catalogue.yaml");
            return Map.of("tutti.catalogue", Files.writeString(file, catalogue).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String model(String id, URI base, String connect, String call) {
        return """
              - id: %s
                base-url: %s
                wire-name: %s
                price: {input: 1, output: 2}
                context-window: 8000
                max-output: 1000
                abilities: []
                family: far
                size: small
                connect-timeout: %s
                call-timeout: %s
            """.formatted(id, base, id, connect, call);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stub, new TestInjector.MatchesType(StubUpstream.class));
    }

    @Override
    public void stop() {
        try {
            stub.close();
            deaf.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
