package dev.tutti.serving.decision;

import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.Requests;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.CallForecast;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The field that a test's models make on one small prompt: by their prior qualities, and every call of the same length. */
record TestField(Catalogue catalogue) {
    private static final Features FEATURES =
            new FeatureExtractor().extract(Requests.asking("How many ships?"), Optional.empty());

    static TestField of(List<CatalogueModel> models) {
        return new TestField(new Catalogue("test", models));
    }

    Field field() {
        return new Field(List.copyOf(catalogue.models()), quality()::of, calls());
    }

    PlanQuality quality() {
        return new PlanQuality(catalogue, FEATURES, Optional.empty());
    }

    Function<ModelId, CallForecast> calls() {
        Tokens output = new Tokens(200);
        return id -> new CallForecast(
                catalogue.get(id).price(),
                new Tokens(100),
                output,
                new Tokens(600),
                new Tokens(900),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }

    static CatalogueModel trusted(CatalogueModel model, Trust trust) {
        return with(model, model.size(), trust, model.prior(), model.aggregation());
    }

    /** The model with all that the choice of a plan may depend on, but its price, set anew. */
    static CatalogueModel with(
            CatalogueModel model,
            SizeClass size,
            Trust trust,
            Optional<PriorQuality> prior,
            Optional<PriorQuality> aggregation) {
        return new CatalogueModel(
                model.id(),
                model.price(),
                model.contextWindow(),
                model.maxOutput(),
                model.abilities(),
                model.family(),
                size,
                trust,
                model.origin(),
                prior,
                aggregation,
                model.endpoint());
    }
}
