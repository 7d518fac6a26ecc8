package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.Requests;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Prices and priors repeat and prompts differ, so fields of one lineup come with many costs and near ones differ in it. */
final class RuleShelfPropertyTest {
    private static final List<String> PRICES = List.of("0", "0.1", "0.3", "0.9");
    private static final List<Double> PRIORS = List.of(0.5, 0.6, 0.605, 0.9);
    private static final Features FEATURES =
            new FeatureExtractor().extract(Requests.asking("How many ships?"), Optional.empty());

    @Property(tries = 200)
    void offersKeptFromOtherFieldsAreThoseThatThisFieldHasOfItsOwn(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 14) int size,
            @ForAll @IntRange(min = 1, max = 7) int every) {
        Random random = new Random(seed);
        Catalogue catalogue = new Catalogue("test", models(size, random));
        RuleShelf shelf = new RuleShelf();
        for (int prompt = 0; prompt < 40; prompt++) {
            PlanQuality priors = new PlanQuality(catalogue, FEATURES, Optional.empty());
            Field field = new Field(some(catalogue, random), priors::of, calls(catalogue, random));

            assertThat(shelf.offers(field, priors, plan -> plan.hashCode() % every == 0))
                    .isEqualTo(slow(field, priors, every));
        }
    }

    private static List<Offer> slow(Field field, PlanQuality priors, int every) {
        return new PlanShelf(field)
                .plans(List.of()).stream()
                        .filter(plan -> plan.hashCode() % every == 0)
                        .limit(PlanShelf.MOST)
                        .map((Plan plan) -> Offer.of(plan, priors))
                        .toList();
    }

    private static List<CatalogueModel> models(int size, Random random) {
        List<CatalogueModel> models = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            models.add(Scene.model("f" + i % 4 + "/m" + i, any(PRICES, random), any(PRIORS, random), Origin.LIVE));
        }
        return models;
    }

    /** All of them in most cases. */
    private static List<CatalogueModel> some(Catalogue catalogue, Random random) {
        List<CatalogueModel> some = new ArrayList<>(catalogue.models());
        if (random.nextInt(4) == 0) {
            some.subList(0, random.nextInt(some.size())).clear();
        }
        return some;
    }

    private static Function<ModelId, CallForecast> calls(Catalogue catalogue, Random random) {
        Map<ModelId, CallForecast> calls = catalogue.models().stream()
                .collect(Collectors.toMap(CatalogueModel::id, model -> call(model, random.nextInt(3))));
        return calls::get;
    }

    private static CallForecast call(CatalogueModel model, long tokens) {
        Tokens output = new Tokens(100 + tokens);
        return new CallForecast(
                model.price(), new Tokens(100), output, output, output, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
