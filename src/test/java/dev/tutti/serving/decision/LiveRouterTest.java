package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.memory.modelstore.Certificates;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.Requests;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.Api;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Strategy;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LiveRouterTest {
    private static final ChatRequest QUESTION = Requests.asking("How many apples are left in the basket?");
    private static final RoutingOptions AUTO = RoutingOptions.of(new Selector.Auto());
    private final Scene scene = new Scene(Optional.empty(), Scene.six());

    @Test
    void withoutALearnedModelThePriorsDecideAndSaySo() {
        Decision decision = chosen(scene.decide("r1", QUESTION, target(0.7)));

        assertThat(decision.receipt().policy()).isEqualTo("rule");
        assertThat(decision.receipt().routerVersion()).isEqualTo("none");
        assertThat(decision.chosen().prediction().basis()).isEqualTo(QualityBasis.PRIOR);
        assertThat(decision.chosen().prediction().lower()).isGreaterThanOrEqualTo(0.7);
    }

    @Test
    void everyKindOfPlanIsConsideredAndAtMostTwentyFourOfThirtyModels() {
        Decision decision = chosen(new Scene(Optional.empty(), Scene.many(30)).decide("r1", QUESTION, AUTO));

        assertThat(decision.receipt().candidates()).hasSizeBetween(12, 24);
        assertThat(decision.receipt().candidates().stream()
                        .map(c -> c.plan().strategy())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Strategy.values());
    }

    @Test
    void votesSelectionSynthesisAndAdaptiveNumbersAreAllConsidered() {
        List<String> plans = chosen(new Scene(Optional.empty(), Scene.many(30)).decide("r1", QUESTION, AUTO))
                .receipt()
                .candidates()
                .stream()
                .map(candidate -> candidate.plan().notation())
                .toList();

        assertThat(plans)
                .anyMatch(plan -> plan.matches("mixed-moa.*2 layers, vote\\)"))
                .anyMatch(plan -> plan.matches("cascade.* > synthesise by .*"))
                .anyMatch(plan -> plan.matches("mixed-moa.*select by .*"))
                .anyMatch(plan -> plan.matches("mixed-moa.*synthesise by .*"))
                .anyMatch(plan -> plan.matches("mixed-moa.* until 0.95 sure .*"))
                .anyMatch(plan -> plan.matches("self-moa.* until 0.95 sure .*"));
    }

    @Test
    void anAdaptiveVoteIsExpectedToCostLessAndToBringNoMoreThanAllOfIts() {
        Decision decision = chosen(new Scene(Optional.empty(), Scene.many(30)).decide("r1", QUESTION, AUTO));

        Candidate adaptive = candidate(
                decision,
                plan -> plan instanceof SelfMoa self && self.adaptive().isPresent());
        SelfMoa until = (SelfMoa) adaptive.plan();
        Selector whole = new Selector.Exact(new SelfMoa(until.model(), until.samples(), until.aggregation()));
        Candidate all = chosen(
                        new Scene(Optional.empty(), Scene.many(30)).decide("r1", QUESTION, RoutingOptions.of(whole)))
                .chosen();

        assertThat(adaptive.forecast().cost()).isLessThan(all.forecast().cost());
        assertThat(adaptive.forecast().costP95()).isEqualTo(all.forecast().costP95());
        assertThat(adaptive.prediction().quality())
                .isLessThan(all.prediction().quality())
                .isGreaterThan(candidate(decision, plan -> plan.equals(new Single(until.model())))
                        .prediction()
                        .quality());
    }

    private static Candidate candidate(Decision decision, Predicate<Plan> plan) {
        return decision.receipt().candidates().stream()
                .filter(candidate -> plan.test(candidate.plan()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void aForcedStrategyIsChosenAmongItsOwnPlansAlone(Strategy strategy) {
        Decision decision = chosen(scene.decide("r1", QUESTION, RoutingOptions.of(new Selector.Kind(strategy))));

        assertThat(decision.receipt().candidates()).allMatch(c -> c.plan().strategy() == strategy);
        assertThat(decision.fallbacks()).isNotEmpty();
    }

    @Test
    void moaLiteIsTwoLayersOfSixProposers() {
        Plan plan = chosen(scene.decide("r1", QUESTION, RoutingOptions.of(new Selector.MoaLite())))
                .chosen()
                .plan();

        assertThat(plan).isInstanceOfSatisfying(MixedMoa.class, moa -> {
            assertThat(moa.layers()).isEqualTo(2);
            assertThat(moa.proposers()).hasSize(6);
        });
    }

    @Test
    void moaLiteWhoseProposalsNoAggregatorHoldsIsRefusedAndNotRun() {
        ChatRequest wordy = Requests.asking("word ".repeat(11_500));
        RoutingOptions rich =
                options(new Selector.MoaLite(), 0.8, Optional.of(Usd.of("10")), ModelFilter.ALL, Set.of());

        assertThat(refused(scene.decide("r1", wordy, rich)))
                .satisfies(no -> assertThat(no.reason()).isEqualTo(Verdict.Reason.CONTEXT_LENGTH))
                .satisfies(no -> assertThat(no.message()).contains("proposals", "shorten messages"));
    }

    @Test
    void aFilterThatPermitsNoModelIsItselfAtFault() {
        ModelFilter nobody = new ModelFilter(List.of("nobody/*"), List.of());

        for (Selector selector : List.of(new Selector.Auto(), new Selector.Model(new ModelId("f1/m5")))) {
            RoutingOptions options = options(selector, 0.8, Optional.empty(), nobody, Set.of());
            assertThat(refused(scene.decide("r1", QUESTION, options)))
                    .satisfies(no -> assertThat(no.reason()).isEqualTo(Verdict.Reason.NOT_PERMITTED))
                    .satisfies(no -> assertThat(no.message()).contains("routing.models"));
        }
        assertThat(refused(scene.decide(
                                "r1", QUESTION, options(new Selector.Auto(), 0.8, Optional.empty(), nobody, Set.of())))
                        .message())
                .isEqualTo("routing.models permits none of the 6 models: allowed are nobody/*, denied none");
    }

    @Test
    void theKeysModelsBoundWhatARequestMayUseAndItsRefusalSaysSo() {
        ModelFilter ofKey = new ModelFilter(List.of("f1/*"), List.of("f1/m5"));
        ModelFilter nobody = new ModelFilter(List.of("nobody/*"), List.of());
        Selector model = new Selector.Model(new ModelId("f1/m5"));

        Decision decision = chosen(scene.decide(
                "r1", QUESTION, RoutingOptions.of(new Selector.Auto()).within(ofKey)));
        assertThat(decision.receipt().candidates())
                .isNotEmpty()
                .allSatisfy(candidate -> assertThat(candidate.plan().models()).allMatch(ofKey::permits));
        assertThat(decision.fallbacks()).allMatch(ofKey::permits);

        assertThat(refused(scene.decide("r1", QUESTION, RoutingOptions.of(model).within(ofKey))))
                .satisfies(no -> assertThat(no.reason()).isEqualTo(Verdict.Reason.KEY_MODELS))
                .satisfies(no -> assertThat(no.message())
                        .isEqualTo("the key of this request does not permit f1/m5: allowed are f1/*, denied f1/m5"));
        assertThat(refused(scene.decide(
                        "r1", QUESTION, RoutingOptions.of(new Selector.Auto()).within(nobody))))
                .satisfies(no -> assertThat(no.reason()).isEqualTo(Verdict.Reason.KEY_MODELS))
                .satisfies(no -> assertThat(no.message()).contains("permits none of the 6 models"));
        assertThat(refused(scene.decide(
                        "r1",
                        QUESTION,
                        options(new Selector.Auto(), 0.8, Optional.empty(), nobody, Set.of())
                                .within(ofKey))))
                .satisfies(no -> assertThat(no.reason()).isEqualTo(Verdict.Reason.NOT_PERMITTED))
                .satisfies(no -> assertThat(no.message()).contains("that the key of this request permits"));
    }

    @Test
    void aForcedModelIsThatModelWithPropensityOneButStillBudgeted() {
        Selector selector = new Selector.Model(new ModelId("f1/m5"));
        RoutingOptions poor = options(selector, 0.8, Optional.of(Usd.of("0.000000001")), ModelFilter.ALL, Set.of());

        Decision decision = chosen(scene.decide("r1", QUESTION, RoutingOptions.of(selector)));

        assertThat(decision.chosen().plan()).isEqualTo(new Single(new ModelId("f1/m5")));
        assertThat(decision.propensity()).isEqualTo(1);
        assertThat(refused(scene.decide("r1", QUESTION, poor)))
                .satisfies(no -> assertThat(no.reason()).isEqualTo(Verdict.Reason.COST))
                .satisfies(no -> assertThat(no.message()).contains("max_cost_usd is $0.000000001"));
    }

    @Test
    void aModelWhoseBreakerIsOpenIsLeftOutUnlessAllAre() {
        scene.down.add(new ModelId("f1/m5"));

        assertThat(models(chosen(scene.decide("r1", QUESTION, AUTO)))).doesNotContain(new ModelId("f1/m5"));
        scene.catalogue.models().forEach(m -> scene.down.add(m.id()));
        assertThat(models(chosen(scene.decide("r1", QUESTION, AUTO)))).contains(new ModelId("f1/m5"));
    }

    @Test
    void whatTheModelsAtHandCannotMakeUpIsTriedWithThoseThatTakeNoCalls() {
        ModelId left = new ModelId("f1/m5");
        scene.catalogue.models().stream().filter(m -> !m.id().equals(left)).forEach(m -> scene.down.add(m.id()));

        for (Strategy strategy : List.of(Strategy.MIXED_MOA, Strategy.CASCADE)) {
            RoutingOptions forced = RoutingOptions.of(new Selector.Kind(strategy));
            Decision decision = chosen(scene.decide("r1", QUESTION, forced));

            assertThat(decision.chosen().plan().strategy()).isEqualTo(strategy);
            assertThat(decision.fallbacks()).containsExactly(left);
        }
    }

    @Test
    void theCallersFiltersHold() {
        RoutingOptions options = options(
                new Selector.Auto(),
                0.8,
                Optional.empty(),
                new ModelFilter(List.of("f0/*"), List.of("*m0")),
                Set.of(Strategy.SINGLE, Strategy.SELF_MOA));

        Decision decision = chosen(scene.decide("r1", QUESTION, options));

        assertThat(models(decision)).containsExactly(new ModelId("f0/m4"));
        assertThat(decision.receipt().candidates())
                .allMatch(
                        c -> c.plan().strategy() == Strategy.SINGLE || c.plan().strategy() == Strategy.SELF_MOA);
    }

    @Test
    void severalChoicesAndLogprobsAreAnsweredBySinglesAlone() {
        for (ChatRequest request : List.of(
                Requests.of(OptionalLong.empty(), 2, Set.of(), Requests.message(Role.USER, "?")),
                Requests.of(OptionalLong.empty(), 1, Set.of(Ability.LOGPROBS), Requests.message(Role.USER, "?")))) {
            assertThat(chosen(scene.decide("r1", request, AUTO)).receipt().candidates())
                    .allMatch(c -> c.plan().strategy() == Strategy.SINGLE);
        }
    }

    @Test
    void whatAForcedModelCannotDoIsRefusedWithThoseThatCan() {
        ChatRequest request =
                Requests.of(OptionalLong.empty(), 1, Set.of(Ability.LOGPROBS), Requests.message(Role.USER, "?"));
        List<CatalogueModel> two =
                List.of(Scene.six().get(0), unable(Scene.six().get(1)));
        Selector forced = new Selector.Model(two.get(1).id());

        assertThat(refused(new Scene(Optional.empty(), two).decide("r1", request, RoutingOptions.of(forced)))
                        .message())
                .isEqualTo(two.get(1).id() + " cannot do what the request needs: logprobs; models that can: "
                        + two.get(0).id());
    }

    @Test
    void whatMessagesHaveNoWordsForIsGivenToOthersAlone() {
        CatalogueModel claude = speakingMessages(Scene.six().get(0));
        CatalogueModel other = Scene.six().get(1);
        Scene two = new Scene(Optional.empty(), List.of(claude, other));
        ChatRequest plain = Requests.asking("?");
        ObjectNode stopping = JsonNodeFactory.instance.objectNode().put("stop", "\n");
        ChatRequest several = Requests.of(OptionalLong.empty(), 2, Set.of(), Requests.message(Role.USER, "?"));

        assertThat(models(chosen(two.decide("r1", plain, AUTO)))).contains(claude.id(), other.id());
        assertThat(models(chosen(two.decide("r1", with(plain, stopping), AUTO))))
                .as("with the same features, that may have been cached")
                .containsOnly(other.id());
        assertThat(models(chosen(two.decide("r1", several, AUTO)))).containsOnly(other.id());
        assertThat(refused(two.decide("r1", several, RoutingOptions.of(new Selector.Model(claude.id()))))
                        .message())
                .isEqualTo(
                        claude.id() + " cannot do what the request needs: n above 1; models that can: " + other.id());
    }

    @Test
    void whatAnthropicAddsToAPromptIsReservedToo() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("tools").addObject().put("type", "function");
        body.putObject("response_format").put("type", "json_object");
        ChatRequest request = with(Requests.asking("?"), body);
        CatalogueModel model = Scene.six().get(0);

        assertThat(promptOf(speakingMessages(model), request) - promptOf(model, request))
                .isEqualTo(380);
    }

    private static long promptOf(CatalogueModel model, ChatRequest request) {
        Decision decision = chosen(new Scene(Optional.empty(), List.of(model)).decide("r1", request, AUTO));
        return decision.forecasts().get(model.id()).prompt().count();
    }

    private static ChatRequest with(ChatRequest request, ObjectNode body) {
        return new ChatRequest(
                request.messages(),
                request.maxTokens(),
                request.choices(),
                request.stream(),
                request.includeUsage(),
                request.needs(),
                body);
    }

    private static CatalogueModel speakingMessages(CatalogueModel model) {
        Endpoint endpoint = model.endpoint();
        return new CatalogueModel(
                model.id(),
                model.price(),
                model.contextWindow(),
                model.maxOutput(),
                model.abilities(),
                model.family(),
                model.size(),
                model.trust(),
                model.origin(),
                model.prior(),
                new Endpoint(
                        endpoint.baseUrl(),
                        endpoint.wireName(),
                        endpoint.keyReference(),
                        endpoint.connectTimeout(),
                        endpoint.callTimeout(),
                        endpoint.concurrency(),
                        endpoint.limitField(),
                        Api.ANTHROPIC));
    }

    private static CatalogueModel unable(CatalogueModel model) {
        return new CatalogueModel(
                model.id(),
                model.price(),
                model.contextWindow(),
                model.maxOutput(),
                Set.of(),
                model.family(),
                model.size(),
                model.trust(),
                model.origin(),
                model.prior(),
                model.aggregation(),
                model.endpoint());
    }

    @Test
    void whatNoModelCanDoIsRefusedByName() {
        ChatRequest pictures =
                Requests.of(OptionalLong.empty(), 1, Set.of(Ability.IMAGES), Requests.message(Role.USER, "?"));

        assertThat(refused(scene.decide("r1", pictures, AUTO)).message())
                .endsWith("needs: images; no model of the catalogue can");
        assertThat(refused(scene.decide("r1", Requests.asking("word ".repeat(20_000)), AUTO)))
                .satisfies(no -> assertThat(no.reason()).isEqualTo(Verdict.Reason.CONTEXT_LENGTH))
                .satisfies(no -> assertThat(no.message()).contains("16000"));
    }

    @Test
    void aSequenceWhoseAggregatorReadsNoTwoSamplesAtOnceIsRefusedByName() {
        ModelId model = new ModelId("f1/m5");
        ChatRequest wordy = Requests.asking("word ".repeat(11_500));
        Plan seq = new SelfMoaSeq(model, 6, 6, 3, model);
        RoutingOptions rich =
                options(new Selector.Model(model), 0.8, Optional.of(Usd.of("1")), ModelFilter.ALL, Set.of());

        assertThat(chosen(scene.decide("r1", wordy, rich)).chosen().plan()).isEqualTo(new Single(model));
        RoutingOptions named =
                options(new Selector.Exact(seq), 0.8, Optional.of(Usd.of("1")), ModelFilter.ALL, Set.of());
        assertThat(chosen(scene.decide("r1", QUESTION, named)).chosen().plan()).isEqualTo(seq);
        assertThat(refused(scene.decide("r1", wordy, RoutingOptions.of(new Selector.Exact(seq)))))
                .satisfies(no -> assertThat(no.reason()).isEqualTo(Verdict.Reason.CONTEXT_LENGTH))
                .satisfies(no -> assertThat(no.message()).contains("f1/m5", "16000", "two samples"));
    }

    @Test
    void aBudgetBetweenThe95PercentCostAndWhatMustBeReservedAdmitsNothing() {
        ModelId model = new ModelId("f1/m5");
        PlanForecast forecast = only(scene.decide("r1", QUESTION, RoutingOptions.of(new Selector.Model(model))));

        assertThat(forecast.costReserved()).isGreaterThan(forecast.costP95());
        assertThat(only(scene.decide("r2", QUESTION, affording(model, forecast.costReserved()))))
                .isEqualTo(forecast);
        assertThat(refused(scene.decide(
                        "r3", QUESTION, affording(model, forecast.costReserved().minus(new Usd(1))))))
                .satisfies(no -> assertThat(no.reason()).isEqualTo(Verdict.Reason.COST))
                .satisfies(no -> assertThat(no.message()).contains("must reserve", "(95%)"));
    }

    @Test
    void severalAnswersOfOneCallAreForecastAsSuch() {
        ChatRequest four = Requests.of(OptionalLong.empty(), 4, Set.of(), Requests.message(Role.USER, "How many?"));
        ChatRequest one = Requests.of(OptionalLong.empty(), 1, Set.of(), Requests.message(Role.USER, "How many?"));
        RoutingOptions named = affording(new ModelId("f1/m5"), Usd.of("1"));

        assertThat(only(scene.decide("r1", four, named)).cost())
                .isGreaterThan(only(scene.decide("r2", one, named)).cost().times(3));
    }

    private static PlanForecast only(Verdict verdict) {
        return chosen(verdict).chosen().forecast();
    }

    private static RoutingOptions affording(ModelId model, Usd cost) {
        return options(new Selector.Model(model), 0.8, Optional.of(cost), ModelFilter.ALL, Set.of());
    }

    @Test
    void aTargetOutOfReachIsRefusedWhereTheCallerWantsThat() {
        RoutingOptions reject = new RoutingOptions(
                new Selector.Auto(),
                OptionalDouble.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                ModelFilter.ALL,
                Optional.of(WhenInfeasible.REJECT),
                true,
                false,
                Optional.empty());

        assertThat(refused(scene.decide("r1", QUESTION, reject)).reason()).isEqualTo(Verdict.Reason.QUALITY);
    }

    @Test
    void whatWasLearnedFromSimulatedModelsScoresNoOtherModel() {
        List<CatalogueModel> mixed = List.of(
                Scene.model("sim/a", "0.1", 0.5, Origin.SIMULATED),
                Scene.model("sim/b", "0.2", 0.5, Origin.SIMULATED),
                Scene.model("real/c", "0.3", 0.5, Origin.LIVE));
        RouterModel simulated =
                new Learned((features, plan) -> Optional.of(new Prediction(0.99, 0.98, 1, QualityBasis.SIMULATED)));

        Decision decision = chosen(new Scene(Optional.of(simulated), mixed).decide("r1", QUESTION, target(0.3)));

        for (Candidate candidate : decision.receipt().candidates()) {
            boolean allSimulated =
                    candidate.plan().models().stream().noneMatch(m -> m.value().startsWith("real/"));
            assertThat(candidate.prediction().basis())
                    .isEqualTo(allSimulated ? QualityBasis.SIMULATED : QualityBasis.PRIOR);
            assertThat(candidate.prediction().quality() > 0.9).isEqualTo(allSimulated);
        }
    }

    @Test
    void aRouterModelThatThrowsCostsNoRequestAndIsCounted() {
        Scene broken = new Scene(
                Optional.of(new Learned((features, plan) -> {
                    throw new IllegalStateException("broken");
                })),
                Scene.six());

        Decision decision = chosen(broken.decide("r1", QUESTION, AUTO));

        assertThat(decision.receipt().policy()).isEqualTo("rule");
        assertThat(broken.failures).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void aModelStoreThatThrowsCostsNoRequestAndIsCounted(Throwable thrown) {
        Scene broken = broken(new Breakage(true, false, false, thrown));

        Decision decision = chosen(broken.decide("r1", QUESTION, AUTO));

        assertThat(decision.receipt().policy()).isEqualTo("rule");
        assertThat(decision.receipt().routerVersion()).isEqualTo("none");
        assertThat(broken.failures).isEqualTo(1);
    }

    @Test
    void aRouterModelThatCannotTellItsVersionCostsNoRequestAndIsCounted() {
        Scene broken = new Scene(
                Optional.of(new Learned((features, plan) -> Optional.empty()) {
                    @Override
                    public String version() {
                        throw new IllegalStateException("no version");
                    }
                }),
                Scene.six());

        Decision decision = chosen(broken.decide("r1", QUESTION, AUTO));

        assertThat(decision.receipt().policy()).isEqualTo("rule");
        assertThat(broken.failures).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void whereHealthThrowsEveryModelCountsAsUsableAndItIsHeardOf(Throwable thrown) {
        Scene broken = broken(new Breakage(false, true, false, thrown));

        assertThat(models(chosen(broken.decide("r1", QUESTION, AUTO))))
                .isEqualTo(models(chosen(scene.decide("r1", QUESTION, AUTO))));
        assertThat(broken.blind).isEqualTo(6);
        assertThat(broken.failures).as("of router models").isZero();
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void whereTheRuleItselfThrowsTheVerdictSaysSoAndTellsNothing(Throwable thrown) {
        Scene broken = broken(new Breakage(false, false, true, thrown));

        Verdict.Infeasible verdict = refused(broken.decide("r1", QUESTION, AUTO));

        assertThat(verdict.reason()).isEqualTo(Verdict.Reason.UNDECIDED);
        assertThat(verdict.message()).doesNotContain(String.valueOf(thrown.getMessage()));
        assertThat(verdict.receipt().candidates()).isEmpty();
    }

    static List<Throwable> throwables() {
        return List.of(new IllegalStateException("a prompt"), new StackOverflowError("a prompt"));
    }

    private static Scene broken(Breakage breakage) {
        return new Scene(
                Optional.of(new Learned((features, plan) -> Optional.empty())), Scene.six(), Map.of(), breakage);
    }

    @Test
    void ofPromptsWithEqualFeaturesEachIsEstimatedAndForecastByItself() {
        // As two long ones may have them: features are read off their beginning.
        Features features = new FeatureExtractor().extract(QUESTION, Optional.empty());
        ChatRequest longer = Requests.asking("How many apples are left in the basket?".repeat(20));

        for (ChatRequest request : List.of(QUESTION, longer)) {
            Decision decision = chosen(scene.decide("r1", request, features, target(0.7)));

            assertThat(decision.prompt()).isEqualTo(new Tokens(TokenEstimate.of(request)));
            assertThat(decision.forecasts().values())
                    .allMatch(forecast -> forecast.prompt().compareTo(decision.prompt()) >= 0);
        }
    }

    @Test
    void loggedPropensitiesMatchHowOftenEachPlanRunsThroughTheCache() {
        Scene generous =
                new Scene(Optional.empty(), Scene.six(), Map.of("tutti.decision.exploration.max-spend-share", "1"));
        Map<Plan, Integer> ran = new HashMap<>();
        Decision last = chosen(generous.decide("r", QUESTION, target(0.7)));
        int requests = 20_000;
        for (int i = 0; i < requests; i++) {
            last = chosen(generous.decide("r-" + i, QUESTION, target(0.7)));
            assertThat(last.propensity()).isEqualTo(last.chosen().propensity());
            ran.merge(last.chosen().plan(), 1, Integer::sum);
        }

        assertThat(ran).hasSizeBetween(2, 4);
        for (Candidate c : last.receipt().candidates()) {
            double error = 5 * Math.sqrt(c.propensity() * (1 - c.propensity()) / requests);
            assertThat(ran.getOrDefault(c.plan(), 0) / (double) requests)
                    .isBetween(c.propensity() - error, c.propensity() + error);
        }
    }

    @Test
    void exploringAddsNoMoreThanItsShareOfSpend() {
        double champion = 0;
        double expected = 0;
        for (int i = 0; i < 2_000; i++) {
            Decision decision = chosen(scene.decide("r-" + i, QUESTION, target(0.7)));
            champion += decision.receipt().candidates().stream()
                    .max(Comparator.comparingDouble(Candidate::propensity))
                    .orElseThrow()
                    .forecast()
                    .cost()
                    .toDouble();
            expected += decision.receipt().candidates().stream()
                    .mapToDouble(c -> c.propensity() * c.forecast().cost().toDouble())
                    .sum();
        }
        assertThat(expected / champion).isBetween(1.0001, 1.021);
    }

    @Test
    void whatIsOnlyTriedDryNeitherOpensNorClosesExploration() {
        Scene tried = new Scene(Optional.empty(), Scene.six());

        for (int i = 0; i < 300; i++) {
            tried.preview("dry-" + i, QUESTION, target(0.85));
            Decision alone = chosen(scene.decide("r-" + i, QUESTION, target(0.7)));
            Decision amid = chosen(tried.decide("r-" + i, QUESTION, target(0.7)));
            assertThat(amid.propensity()).as("request " + i).isEqualTo(alone.propensity());
        }
    }

    @Test
    void nothingIsExploredWhereTheCallerForbidsIt() {
        RoutingOptions still = new RoutingOptions(
                new Selector.Auto(),
                OptionalDouble.of(0.7),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                ModelFilter.ALL,
                Optional.empty(),
                false,
                false,
                Optional.empty());
        for (int i = 0; i < 200; i++) {
            assertThat(chosen(scene.decide("r-" + i, QUESTION, still)).propensity())
                    .isEqualTo(1);
        }
    }

    @Test
    void theDefaultsAreThoseOfTheBriefAndEnumsReadAsTheyAreWritten() {
        DecisionSettings settings = Scene.settings(Map.of("tutti.decision.when-infeasible", "max_quality"));

        assertThat(settings.whenInfeasible()).isEqualTo(WhenInfeasible.MAX_QUALITY);
        assertThat(Scene.settings(Map.of()).whenInfeasible()).isEqualTo(WhenInfeasible.BEST_GAIN);
        assertThat(Defaults.of(settings).targets().maxLatency()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Defaults.policy(settings)).isEqualTo(PolicySettings.DEFAULTS);
    }

    private static RoutingOptions target(double quality) {
        return options(new Selector.Auto(), quality, Optional.empty(), ModelFilter.ALL, Set.of());
    }

    private static RoutingOptions options(
            Selector selector, double quality, Optional<Usd> cost, ModelFilter models, Set<Strategy> strategies) {
        return new RoutingOptions(
                selector,
                OptionalDouble.of(quality),
                cost,
                Optional.empty(),
                Optional.empty(),
                strategies,
                models,
                Optional.empty(),
                true,
                false,
                Optional.empty());
    }

    private static Set<ModelId> models(Decision decision) {
        return decision.receipt().candidates().stream()
                .flatMap(c -> c.plan().models().stream())
                .collect(Collectors.toSet());
    }

    private static Decision chosen(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Chosen.class);
        return ((Verdict.Chosen) verdict).decision();
    }

    private static Verdict.Infeasible refused(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Infeasible.class);
        return (Verdict.Infeasible) verdict;
    }

    @Test
    void aCertifiedMarginServesAndAnAlarmWidensAndSuspendsIt() {
        Certificate certificate = new Certificate(
                Certificate.OTHERS,
                0.8,
                0.95,
                "betting",
                1_000,
                Optional.empty(),
                Optional.empty(),
                "test",
                new Certificate.Certified(0.05, 0.1, 0.86));
        Scene certified = promising(certificate, Map.of());

        Decision before = chosen(certified.decide("r1", QUESTION, AUTO));
        Decision elsewhere = chosen(certified.decide("r2", QUESTION, target(0.7)));
        certified.suspensions.replace(Set.of(new Suspensions.Suspended("test-1", Certificate.OTHERS)));
        Decision after = chosen(certified.decide("r3", QUESTION, AUTO));

        assertThat(before.promise().orElseThrow().holds()).isTrue();
        assertThat(before.receipt().policy()).isEqualTo("certified");
        assertThat(elsewhere.promise()).isEmpty();
        assertThat(elsewhere.receipt().policy()).isEqualTo("learned");
        assertThat(after.receipt().policy()).isEqualTo("learned");
        assertThat(after.promise().orElseThrow().suspended()).isTrue();
        // At 0.8 + 0.1 no plan's lower bound of 0.87 reaches any more.
        assertThat(after.receipt().candidates())
                .extracting(Candidate::rejected)
                .anyMatch(reason -> reason.toString().contains("0.80 + margin 0.10"));
    }

    @Test
    void aPromiseIsNotToldUnderOtherTermsThanItWasMadeFor() {
        Certificate certificate = new Certificate(
                Certificate.OTHERS,
                0.8,
                0.95,
                "betting",
                1_000,
                Optional.empty(),
                Optional.empty(),
                "test",
                Optional.of(new Certificate.Terms(0.25, WhenInfeasible.BEST_GAIN, 5)),
                new Certificate.Certified(0.05, 0.1, 0.86));
        Map<String, String> terms = Map.of(
                "tutti.decision.max-cost-usd", "0.25",
                "tutti.decision.when-infeasible", "best_gain",
                "tutti.decision.min-gain-per-usd", "5");

        assertThat(told(certificate, terms)).isPresent();
        assertThat(told(certificate, with(terms, "tutti.decision.max-cost-usd", "0.125")))
                .isEmpty();
        assertThat(told(certificate, with(terms, "tutti.decision.when-infeasible", "cheapest")))
                .isEmpty();
        assertThat(told(certificate, with(terms, "tutti.decision.min-gain-per-usd", "9")))
                .isEmpty();
        assertThat(told(certificate, with(terms, "tutti.decision.certified-margins", "false")))
                .isEmpty();
    }

    private static Optional<Promise> told(Certificate certificate, Map<String, String> settings) {
        return chosen(promising(certificate, settings).decide("r1", QUESTION, AUTO))
                .promise();
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(name, value);
        return changed;
    }

    private static Scene promising(Certificate certificate, Map<String, String> settings) {
        RouterModel model =
                new Learned((features, plan) -> Optional.of(new Prediction(0.95, 0.87, 0.99, QualityBasis.MEASURED))) {
                    @Override
                    public Certificates certificates() {
                        return new Certificates(List.of(certificate));
                    }
                };
        Map<String, String> all = new HashMap<>(settings);
        all.put("tutti.decision.exploration.share", "0");
        all.putIfAbsent("tutti.decision.certified-margins", "true");
        return new Scene(Optional.of(model), Scene.six(), all);
    }

    /** A router model that only predicts. */
    private static class Learned implements RouterModel {
        private final BiFunction<Features, Plan, Optional<Prediction>> says;

        Learned(BiFunction<Features, Plan, Optional<Prediction>> says) {
            this.says = says;
        }

        @Override
        public String version() {
            return "test-1";
        }

        @Override
        public int cluster(Features features) {
            return 3;
        }

        @Override
        public Optional<Prediction> predict(Features features, Plan plan) {
            return says.apply(features, plan);
        }

        @Override
        public OptionalLong outputTokens(Features features, ModelId model, double quantile) {
            return OptionalLong.empty();
        }

        @Override
        public List<Plan> learnedPlans(Features features) {
            return List.of();
        }
    }
}
