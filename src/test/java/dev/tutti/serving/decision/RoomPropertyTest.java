package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.AnyPlans;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every model has a window of 16,000 tokens. */
final class RoomPropertyTest {
    @Provide
    Arbitrary<Plan> plans() {
        return AnyPlans.plans();
    }

    @Provide
    Arbitrary<Map<ModelId, CallForecast>> calls() {
        return AnyPlans.forecasts(20_000);
    }

    @Property
    void aPlanHasRoomWhereEachReaderHoldsAllThatIsWrittenForItSummedOneByOne(
            @ForAll("plans") Plan plan, @ForAll("calls") Map<ModelId, CallForecast> calls) {
        Catalogue catalogue = new Catalogue(
                "test", calls.keySet().stream().map(RoomPropertyTest::model).toList());
        long written = 0;
        for (ModelId writer : writers(plan)) {
            written += calls.get(writer).outputP95().count();
        }
        long shown = written;

        assertThat(new Room(catalogue, calls::get).holds(plan))
                .isEqualTo(readers(plan).stream().allMatch(reader -> fits(calls.get(reader), shown)));
    }

    private static boolean fits(CallForecast reader, long written) {
        return reader.prompt().count() + written + 800 + reader.outputP95().count() <= 16_000;
    }

    private static List<ModelId> writers(Plan plan) {
        return switch (plan) {
            case Single single -> List.of();
            case Cascade cascade ->
                cascade.steps().stream()
                        .flatMap(step -> step instanceof Step.Ask ask ? Stream.of(ask.model()) : Stream.empty())
                        .toList();
            case SelfMoa self -> Collections.nCopies(self.samples(), self.model());
            case SelfMoaSeq seq -> Collections.nCopies(Math.min(seq.window(), seq.samples()), seq.model());
            case MixedMoa mixed -> mixed.proposers();
        };
    }

    private static List<ModelId> readers(Plan plan) {
        return switch (plan) {
            case Single single -> List.of();
            case Cascade cascade ->
                cascade.steps().getLast() instanceof Step.Fuse fuse
                        ? fuse.aggregation().caller().stream().toList()
                        : List.of();
            case SelfMoa self -> self.aggregation().caller().stream().toList();
            case SelfMoaSeq seq -> List.of(seq.aggregator());
            case MixedMoa mixed -> {
                List<ModelId> readers =
                        new ArrayList<>(mixed.aggregation().caller().stream().toList());
                readers.addAll(mixed.layers() > 2 ? mixed.proposers() : List.of());
                yield readers;
            }
        };
    }

    private static CatalogueModel model(ModelId id) {
        CatalogueModel like = Scene.model("f/" + id, "1", 0.5, Origin.LIVE);
        return new CatalogueModel(
                id,
                like.price(),
                like.contextWindow(),
                like.maxOutput(),
                like.abilities(),
                like.family(),
                like.size(),
                like.trust(),
                like.origin(),
                like.prior(),
                like.endpoint());
    }
}
