package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.PolicyChoice;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.decision.Finding.Weighed;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import java.util.Optional;
import java.util.Set;

/**
 * Which promise covers a request: one where Tutti decides freely, under the targets that usually hold, by a release that
 * has a certificate for this version of the catalogue, made under these very terms.
 */
final class Promises {
    private final Suspensions suspensions;
    private final String catalogueVersion;
    private final Targets usual;
    private final Certificate.Terms terms;

    Promises(Suspensions suspensions, String catalogueVersion, Targets usual, double minGainPerUsd) {
        this.suspensions = suspensions;
        this.catalogueVersion = catalogueVersion;
        this.usual = usual;
        terms = new Certificate.Terms(usual.maxCost().toDouble(), usual.whenInfeasible(), minGainPerUsd);
    }

    Optional<Promise> of(Optional<RouterModel> model, Features features, Targets targets, RoutingOptions options) {
        return model.filter(_ -> targets.equals(usual) && free(options))
                .flatMap(release -> release.certificates()
                        .of(features.task())
                        .filter(this::covers)
                        .map(found ->
                                new Promise(release.version(), found, suspensions.holds(release.version(), found))));
    }

    private boolean covers(Certificate certificate) {
        return certificate.catalogueVersion().equals(catalogueVersion)
                && certificate.target() == usual.quality()
                && certificate.terms().filter(made -> !made.equals(terms)).isEmpty();
    }

    /**
     * What is said of a choice: a promise is about what the release itself chose among the plans that its audits can
     * replay, single models and its learned plans.
     */
    static Optional<Promise> told(Question question, Weighed weighed, PolicyChoice.Chosen drawn) {
        return question.promise()
                .filter(promise -> promise.release().equals(weighed.version())
                        && !drawn.explored()
                        && replayed(question, drawn.candidate().plan()));
    }

    private static boolean replayed(Question question, Plan plan) {
        return plan instanceof Single
                || question.model()
                        .filter(model -> model.learnedPlans(question.features()).contains(plan))
                        .isPresent();
    }

    private static boolean free(RoutingOptions options) {
        return options.selector() instanceof Selector.Auto
                && options.strategies().equals(Set.of())
                && options.models().equals(ModelFilter.ALL);
    }
}
