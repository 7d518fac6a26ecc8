package dev.tutti.edge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A catalogue of six models for each stub, three families, the dearer said to be the better. */
final class StubCatalogue {
    static final String FIRST = "stub/m1";
    private static final int MODELS = 6;

    private StubCatalogue() {}

    /** Of one stub, {@code stub/m1} to {@code stub/m6}; writes it into the folder; the file. */
    static Path in(Path folder, int stubPort) throws IOException {
        return in(folder, Map.of("stub", stubPort));
    }

    /** Of several stubs by the names that stand before their models'. */
    static Path in(Path folder, Map<String, Integer> stubPorts) throws IOException {
        StringBuilder yaml = new StringBuilder("models:\n");
        stubPorts.forEach((name, port) -> {
            for (int i = 1; i <= MODELS; i++) {
                yaml.append(model(name, i, port));
            }
        });
        return Files.writeString(folder.resolve("catalogue.yaml"), yaml);
    }

    private static String model(String stub, int number, int stubPort) {
        return """
                - id: %5$s/m%1$d
                  base-url: http://127.0.0.1:%2$d/v1
                  wire-name: stub
                  price: {input: 0.%1$d, output: %1$d.2}
                  context-window: 128000
                  max-output: 4096
                  family: family-%3$d
                  size: %4$s
                  prior: {score: 0.9%1$d, half-width: 0.02}
                  concurrency: 2000
                """.formatted(number, stubPort, number % 3, number < 4 ? "small" : "medium", stub)
                .indent(2);
    }
}
