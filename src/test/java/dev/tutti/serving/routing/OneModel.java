package dev.tutti.serving.routing;

import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.Single;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A catalogue of one model, and what is decided where that is all there is. */
final class OneModel {
    static final ModelId ID = new ModelId("sim/one");
    static final Tokens PROMPT = new Tokens(77);

    static final Catalogue CATALOGUE = new Catalogue(
            "v1",
            List.of(new CatalogueModel(
                    ID,
                    Price.perMillion("1", "1"),
                    new Tokens(99),
                    new Tokens(9),
                    Set.of(),
                    "one",
                    SizeClass.SMALL,
                    Trust.TRUSTED,
                    Origin.SIMULATED,
                    Optional.empty(),
                    new Endpoint(
                            URI.create("http://127.0.0.1:1/v1"),
                            "one",
                            Optional.empty(),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(9),
                            1))));

    private OneModel() {}

    /** Its single plan, chosen among so many, at which the rule has looked; {@code reserved}: what it may cost. */
    static Verdict chosen(Usd reserved, Targets targets, int considered) {
        PlanForecast forecast = new PlanForecast(Usd.ZERO, Usd.ZERO, reserved, Duration.ZERO, Duration.ZERO);
        Prediction prediction = new Prediction(0.8, 0.7, 0.9, QualityBasis.SIMULATED);
        Candidate candidate = new Candidate(new Single(ID), prediction, forecast, Optional.empty(), 1);
        Tokens one = new Tokens(1);
        CallForecast call =
                new CallForecast(Price.perMillion("1", "1"), one, one, one, one, Duration.ZERO, Duration.ZERO);
        Receipt receipt = new Receipt(targets, Collections.nCopies(considered, candidate), "rule", "none", -1);
        return new Verdict.Chosen(new Decision(candidate, 1, false, receipt, List.of(), Map.of(ID, call), PROMPT));
    }
}
