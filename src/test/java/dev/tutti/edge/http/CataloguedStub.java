package dev.tutti.edge.http;

import dev.tutti.edge.bench.TestFolder;
import dev.tutti.serving.provider.Play;
import dev.tutti.serving.provider.StubUpstream;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A {@link StubUpstream}, told to the tests, and a catalogue of models that it stands for. */
abstract class CataloguedStub implements QuarkusTestResourceLifecycleManager {
    private StubUpstream stub;

    /** What it plays where a test says nothing else. */
    abstract Play[] usually();

    /** The models, as YAML; {@code folder}: for what they refer to. */
    abstract String models(URI base, Path folder) throws IOException;

    @Override
    public Map<String, String> start() {
        try {
            stub = StubUpstream.playing(usually());
            Path folder = TestFolder.create();
            Path catalogue =
                    Files.writeString(folder.resolve("catalogue.yaml"), "models:\n" + models(stub.baseUrl(), folder));
            return Map.of("tutti.catalogue", catalogue.toString());
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
