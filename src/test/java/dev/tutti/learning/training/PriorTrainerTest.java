package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.modelstore.ClusterTable;
import dev.tutti.memory.modelstore.Provenance;
import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.SuccessModel;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.memory.modelstore.World;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Single;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PriorTrainerTest {
    private static final Recordings RECORDINGS = RecordedWorld.recordings(300, 5);
    private static final ReleaseParts SIMULATED = simulated();
    private static final ReleaseParts SEED = PriorTrainer.with(SIMULATED, RECORDINGS, 5);
    private static final List<Features> PROMPTS = List.of(Trained.easy(), Trained.hard());

    /** The made-up release without its real models. */
    private static ReleaseParts simulated() {
        ReleaseParts both = Trained.parts(1);
        TreeMap<ModelId, Provenance.Known> known =
                new TreeMap<>(both.provenance().models());
        known.values().removeIf(met -> met.origin() != Origin.SIMULATED);
        TreeMap<String, ClusterTable.PlanCells> plans =
                new TreeMap<>(both.table().plans());
        plans.keySet().removeIf(plan -> plan.contains("real/"));
        TreeMap<World, SuccessModel> success = new TreeMap<>(both.success());
        success.remove(World.REAL);
        return new ReleaseParts(
                both.clusters(),
                new ClusterTable(both.table().strength(), plans),
                success,
                both.blend().trusting(0),
                both.calibration(),
                both.output(),
                List.of(),
                List.of(),
                both.composite(),
                new Provenance(known),
                both.facts());
    }

    private static RouterModel router(ReleaseParts parts, CatalogueModel... models) {
        return parts.router("seed", TrainedOn.SIMULATED_AND_RECORDED, new Catalogue("1", List.of(models)));
    }

    private static Prediction predict(CatalogueModel model) {
        return router(SEED, model)
                .predict(Trained.easy(), new Single(model.id()))
                .orElseThrow();
    }

    private static CatalogueModel live(String id, String usd) {
        return RecordedWorld.model(new ModelId(id), usd, "any", SizeClass.MEDIUM, Origin.LIVE);
    }

    @Test
    void aModelThatNobodyMeasuredIsForetoldByItsPriceAsAPriorWithAWideInterval() {
        Prediction cheap = predict(live("any/cheap", "0.1"));
        Prediction dear = predict(live("any/dear", "10"));

        assertThat(dear.forChoice().quality()).isGreaterThan(cheap.forChoice().quality() + 0.1);
        assertThat(Stream.of(cheap, dear)).allSatisfy(said -> {
            assertThat(said.basis()).isEqualTo(QualityBasis.PRIOR);
            assertThat(said.forChoice().upper() - said.forChoice().lower()).isGreaterThanOrEqualTo(0.3);
        });
    }

    @Test
    void aModelOfARecordedOnesNameIsNotTakenForMeasured() {
        ModelId name = RECORDINGS.models().models().iterator().next().id();
        for (Origin origin : List.of(Origin.LIVE, Origin.REPLAYED)) {
            CatalogueModel namesake = RecordedWorld.model(name, "1", "any", SizeClass.MEDIUM, origin);

            assertThat(predict(namesake).basis()).isEqualTo(QualityBasis.PRIOR);
        }
    }

    @Test
    void ofSimulatedModelsTheReleaseSaysWhatItSaidWithoutRecordings() {
        CatalogueModel odd = RecordedWorld.model(Trained.SIMULATED, "1", "odd", SizeClass.SMALL, Origin.SIMULATED);
        CatalogueModel even =
                RecordedWorld.model(Trained.SIMULATED_TOO, "1", "even", SizeClass.SMALL, Origin.SIMULATED);

        for (Features prompt : PROMPTS) {
            for (CatalogueModel model : List.of(odd, even)) {
                Optional<Prediction> before = router(SIMULATED, odd, even).predict(prompt, new Single(model.id()));

                assertThat(before).isPresent();
                assertThat(router(SEED, odd, even).predict(prompt, new Single(model.id())))
                        .isEqualTo(before);
            }
        }
    }

    @Test
    void aSimulatedModelThatWasNeverMetIsNotForetoldByRealOnes() {
        CatalogueModel unknown =
                RecordedWorld.model(new ModelId("new/one"), "1", "any", SizeClass.SMALL, Origin.SIMULATED);

        assertThat(router(SEED, unknown).predict(Trained.easy(), new Single(unknown.id())))
                .isEmpty();
    }

    @Test
    void theSameRecordingsGiveTheSameBytes() {
        ReleaseParts again = PriorTrainer.with(SIMULATED, RecordedWorld.recordings(300, 5), 5);

        assertThat(again.success().get(World.REAL).protobuf())
                .isEqualTo(SEED.success().get(World.REAL).protobuf());
        assertThat(again.table()).isEqualTo(SEED.table());
        assertThat(again.provenance()).isEqualTo(SEED.provenance());
    }

    @Test
    void besideALogOfRealModelsRecordingsAreRefused() {
        assertThatThrownBy(() -> PriorTrainer.with(Trained.parts(1), RECORDINGS, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beside simulated rows");
    }
}
