package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.feature.Requests;
import dev.tutti.serving.provider.CatalogueLoader;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Strategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever names a strategy gets it, with the models of every example catalogue and at the default targets. */
final class ForcedStrategiesTest {
    private static final CatalogueLoader LOADER = new CatalogueLoader(_ -> Optional.of("a-key-of-a-test"));

    static Stream<Arguments> everyNameOnEveryExample() {
        List<Selector> names = new ArrayList<>(List.of(new Selector.Auto(), new Selector.MoaLite()));
        for (Strategy strategy : Strategy.values()) {
            names.add(new Selector.Kind(strategy));
        }
        return Stream.of("anthropic", "google", "ollama", "openai", "openrouter", "papers", "together", "vllm")
                .flatMap(example -> names.stream().map(name -> Arguments.of(example, name)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyNameOnEveryExample")
    void aPlanIsFound(String example, Selector name) throws Exception {
        List<CatalogueModel> models = LOADER.load(Path.of(ForcedStrategiesTest.class
                .getResource("/catalogue/examples/" + example + ".yaml")
                .toURI()));

        Verdict verdict = new Scene(Optional.empty(), models)
                .preview("r-1", Requests.asking("How many legs has a spider?"), RoutingOptions.of(name));

        assertThat(verdict).isInstanceOf(Verdict.Chosen.class);
    }
}
