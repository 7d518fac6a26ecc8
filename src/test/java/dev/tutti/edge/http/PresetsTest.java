package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.ReferencePlace;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The example presets over the models of the example catalogue beside them. */
final class PresetsTest {
    private static final ModelId WIZARD = new ModelId("papers/wizardlm-2-8x22b");
    private static final ModelId QWEN = new ModelId("papers/qwen1.5-110b-chat");
    private static final ModelId SMALLER_QWEN = new ModelId("papers/qwen1.5-72b-chat");
    private static final List<ModelId> SIX = Stream.concat(
                    Stream.of(WIZARD, QWEN, SMALLER_QWEN),
                    Stream.of("llama-3-70b-chat", "mixtral-8x22b-instruct", "dbrx-instruct")
                            .map(name -> new ModelId("papers/" + name)))
            .toList();

    @Test
    void theExamplesAreThePlansOfThePapers() throws IOException {
        Map<String, Plan> plans = new TreeMap<>();
        Map<String, ReferencePlace> references = new TreeMap<>();
        Presets.read(examples(), catalogue()).forEach((name, preset) -> {
            plans.put(name, preset.plan());
            references.put(name, preset.references());
        });

        Aggregation byQwen = new Aggregation.Synthesise(QWEN);
        assertThat(plans)
                .containsEntry("moa", new MixedMoa(SIX, 3, byQwen))
                .containsEntry("moa-lite", new MixedMoa(SIX, 2, new Aggregation.Synthesise(SMALLER_QWEN)))
                .containsEntry("self-moa-6", new SelfMoa(WIZARD, 6, byQwen))
                .containsEntry("single-proposer", new MixedMoa(Collections.nCopies(6, WIZARD), 2, byQwen))
                .containsEntry("self-moa-seq", new SelfMoaSeq(WIZARD, 30, 6, 3, QWEN))
                .containsEntry(
                        "as-many-as-it-takes",
                        new SelfMoa(
                                WIZARD, 8, new Aggregation.Vote(Reliability.EQUAL), Optional.of(new Adaptive(2, 0.95))))
                .hasEntrySatisfying(
                        "as-far-as-it-takes",
                        plan -> assertThat(plan.notation())
                                .contains("llama-3-70b-chat > synthesise by " + QWEN + " | stop when 2 agree"))
                .hasSize(7);
        assertThat(references)
                .containsEntry("moa", ReferencePlace.SYSTEM)
                .containsEntry("moa-lite", ReferencePlace.SYSTEM)
                .containsEntry("self-moa-6", ReferencePlace.SYSTEM)
                .containsEntry("as-many-as-it-takes", ReferencePlace.USER);
    }

    @Test
    void aPresetOfAModelThatIsNotThereStopsTheStartAndSaysWhichAndWhere() {
        Map<String, String> configured = Map.of("pair", "{strategy: self-moa, model: nobody/knows, samples: 2}");

        assertThatThrownBy(() -> Presets.read(configured, catalogue()))
                .hasMessageContaining("tutti.presets.pair")
                .hasMessageContaining("nobody/knows");
    }

    @Test
    void aPresetThatIsNoPlanStopsTheStartAndShowsOne() {
        assertThatThrownBy(() -> Presets.read(Map.of("odd", "42"), catalogue()))
                .hasMessageContaining("tutti.presets.odd is a plan as JSON or YAML")
                .hasMessageContaining("was \"42\"");
    }

    private static Map<String, String> examples() throws IOException {
        Properties file = new Properties();
        try (InputStream in = PresetsTest.class.getResourceAsStream("/catalogue/examples/presets.properties")) {
            file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Map<String, String> examples = new TreeMap<>();
        file.forEach((key, value) -> examples.put(key.toString().replace("tutti.presets.", ""), value.toString()));
        return examples;
    }

    private static Catalogue catalogue() {
        return new Catalogue(
                "v1",
                SIX.stream()
                        .map(id -> CatalogueFixture.model(id.value(), Trust.TRUSTED))
                        .toList());
    }
}
