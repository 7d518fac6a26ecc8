package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.ReferencePlace;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import dev.tutti.words.plan.Strategy;
import dev.tutti.words.plan.StreamDraft;
import dev.tutti.words.setting.ConfigurationProblem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class OptionsReaderTest {

    private static final ModelId SMALL = new ModelId("house/small");

    private final ModelNames names = new ModelNames(
            CatalogueFixture.THREE,
            Presets.read(
                    Map.of("pair", "{strategy: cascade, steps: [house/small, house/large]}"), CatalogueFixture.THREE));
    private final OptionsReader reader = new OptionsReader(names, CatalogueFixture.THREE);

    @Test
    void bodyAndHeadersSayTheSame() {
        RoutingOptions byBody = read("tutti/auto", """
                {"quality_target":0.9,"max_cost_usd":0.002,"max_latency_ms":8000,"task":"code","session":"s-1","when_infeasible":"reject","explain":true}""");
        RoutingOptions byHeader = readWith(Map.of(
                "X-Tutti-Quality-Target", List.of("0.9"),
                "x-tutti-max-cost-usd", List.of("0.002"),
                "x-tutti-max-latency-ms", List.of("8000"),
                "x-tutti-task", List.of("code"),
                "x-tutti-session", List.of("s-1"),
                "x-tutti-when-infeasible", List.of("reject"),
                "x-tutti-explain", List.of("true")));

        assertThat(byHeader).isEqualTo(byBody);
        assertThat(byBody.maxCost()).contains(Usd.of("0.002"));
        assertThat(byBody.maxLatency()).contains(Duration.ofSeconds(8));
    }

    @Test
    void aFieldGivenTwiceWithOneValueIsTakenOnce() {
        RoutingOptions options =
                read("auto", "{\"max_cost_usd\":0.0020}", Map.of("x-tutti-max-cost-usd", List.of("0.002")));

        assertThat(options.maxCost()).contains(Usd.of("0.002"));
    }

    @Test
    void aCapIsRoundedDownNeverUp() {
        assertThat(read("auto", "{\"max_cost_usd\":0.0019999999999999999}").maxCost())
                .contains(Usd.of("0.001999999999"));
    }

    @ParameterizedTest
    @CsvSource({
        "tutti/self-moa, SELF_MOA",
        "tutti/self-moa-seq, SELF_MOA_SEQ",
        "tutti/mixed-moa, MIXED_MOA",
        "tutti/cascade, CASCADE",
        "tutti/single, SINGLE"
    })
    void aVirtualModelForcesItsStrategy(String model, Strategy strategy) {
        assertThat(read(model, "{}").selector()).isEqualTo(new Selector.Kind(strategy));
    }

    @Test
    void aCatalogueIdIsThatModelAndAPresetExactlyThatPlan() {
        assertThat(read("house/small", "{}").selector()).isEqualTo(new Selector.Model(SMALL));
        assertThat(read("preset/pair", "{}").selector())
                .isInstanceOfSatisfying(
                        Selector.Exact.class, exact -> assertThat(exact.plan()).isInstanceOf(Cascade.class));
    }

    @Test
    void aPlanIsReadFromItsWireForm() {
        RoutingOptions options = read("auto", """
                {"plan":{"strategy":"self-moa","model":"house/small","samples":4,"aggregator":"house/large","mode":"select"}}""");

        assertThat(options.selector())
                .isEqualTo(
                        new Selector.Exact(new SelfMoa(SMALL, 4, new Aggregation.Select(new ModelId("house/large")))));
    }

    @Test
    void adaptiveSamplesAreAWordOrAnObjectThatSaysHowFarTheyGo() {
        Aggregation byItself = new Aggregation.Synthesise(SMALL);
        assertThat(plan("{\"strategy\":\"self-moa\",\"model\":\"house/small\",\"samples\":\"adaptive\"}"))
                .isEqualTo(new SelfMoa(SMALL, 8, byItself, Optional.of(new Adaptive(2, 0.95))));
        assertThat(plan("{\"strategy\":\"self-moa\",\"model\":\"house/small\",\"samples\":"
                        + "{\"adaptive\":{\"least\":3,\"most\":12,\"confidence\":0.9}}}"))
                .isEqualTo(new SelfMoa(SMALL, 12, byItself, Optional.of(new Adaptive(3, 0.9))));
        ModelId large = new ModelId("house/large");
        assertThat(plan("{\"strategy\":\"mixed-moa\",\"proposers\":[\"house/small\",\"house/large\"],"
                        + "\"samples\":{\"adaptive\":{\"most\":3}},\"mode\":\"vote\"}"))
                .isEqualTo(new MixedMoa(
                        List.of(SMALL, large, SMALL),
                        2,
                        new Aggregation.Vote(Reliability.EQUAL),
                        Optional.of(new Adaptive(2, 0.95))));
    }

    @Test
    void aCascadeMayEndByFusingWhatItHas() {
        ModelId large = new ModelId("house/large");
        String steps = "[\"house/small\",{\"model\":\"house/large\"},{\"fuse\":%s}]";
        String fuse = "{\"mode\":\"select\",\"aggregator\":\"house/small\"}";
        Cascade cascade = (Cascade) plan("{\"strategy\":\"cascade\",\"steps\":" + steps.formatted(fuse) + "}");
        Cascade brief = (Cascade) plan("{\"strategy\":\"cascade\",\"steps\":" + steps.formatted("{}") + "}");

        assertThat(cascade.steps())
                .containsExactly(
                        new Step.Ask(SMALL), new Step.Ask(large), new Step.Fuse(new Aggregation.Select(SMALL)));
        assertThat(cascade.reach()).containsExactly(1.0, 1.0, 0.5);
        assertThat(brief.steps().getLast())
                .as("by default the model asked last writes the answer")
                .isEqualTo(new Step.Fuse(new Aggregation.Synthesise(large)));
        assertThat(Presets.read(
                        Map.of(
                                "grown",
                                "{strategy: cascade, steps: [house/small, house/large, {fuse: {mode: select, aggregator: house/small}}]}"),
                        CatalogueFixture.THREE))
                .containsEntry("grown", new Selector.Exact(cascade));
    }

    @Test
    void aCascadeMaySayWhenOneAnswerIsEnough() {
        String form = "{\"strategy\":\"cascade\",\"steps\":[\"house/small\",\"house/large\"],\"alone\":%s}";
        Cascade both = (Cascade) plan(form.formatted("{\"verified\":true,\"logprob\":-0.1}"));
        Cascade likely = (Cascade) plan(form.formatted("{\"logprob\":-0.1}"));

        assertThat(both.rule())
                .isEqualTo(new StopRule.Agreement(2, Optional.of(new StopRule.Alone(true, Optional.of(-0.1)))));
        assertThat(both.reach()).containsExactly(1.0, 0.5);
        assertThat(likely.rule())
                .isEqualTo(new StopRule.Agreement(2, Optional.of(new StopRule.Alone(false, Optional.of(-0.1)))));
    }

    static Stream<Arguments> badSteps() {
        String small = "\"house/small\",";
        return Stream.of(
                Arguments.of(
                        small + "{\"fuse\":{\"mode\":\"vote\"}},\"house/large\"",
                        "routing.plan.steps.fuse",
                        "allowed as the last step, was step 2 of 3"),
                Arguments.of(small + "{\"fuse\":{}}", "routing.plan.steps", "2 to 15 models before it fuses, was 1"),
                Arguments.of(small + small + "{\"fuse\":3}", "routing.plan.steps.fuse", "an object, was 3"),
                Arguments.of(small + small + "{\"fuse\":null}", "routing.plan.steps.fuse", "an object, is missing"),
                Arguments.of(
                        small + small + "{\"fuse\":{\"mode\":\"blend\"}}",
                        "routing.plan.steps.fuse.mode",
                        "one of synthesise, select, vote, was \"blend\""),
                Arguments.of(
                        small + small + "{\"fuse\":{\"mode\":\"vote\",\"aggregator\":\"house/large\"}}",
                        "routing.plan.steps.fuse.aggregator",
                        "absent where mode is vote"),
                Arguments.of(
                        small + small + "{\"fuse\":{\"by\":\"house/large\"}}",
                        "routing.plan.steps.fuse.by",
                        "allowed are aggregator, mode"),
                Arguments.of(
                        small + small + "{\"fuse\":{},\"model\":\"house/large\"}",
                        "routing.plan.steps.model",
                        "allowed are fuse"),
                Arguments.of(
                        small + "{\"model\":\"house/large\",\"n\":2}", "routing.plan.steps.n", "allowed are model"),
                Arguments.of(
                        small + small + "{\"fuse\":{\"aggregator\":\"guest/odd\"}}", "routing.plan", "not trusted"),
                Arguments.of(small + "7", "routing.plan.steps[1]", "{\"fuse\":"));
    }

    @ParameterizedTest
    @MethodSource("badSteps")
    void stepsThatAreWrongAreRefusedByName(String steps, String param, String words) {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> plan("{\"strategy\":\"cascade\",\"steps\":[" + steps + "]}"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.body().path("error").path("param").asText()).isEqualTo(param);
        assertThat(refusal.getMessage()).contains(words);
    }

    @Test
    void asManyAnswersMustBeAskedForAsAreToAgreeWhateverFusesThem() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> plan(
                        "{\"strategy\":\"cascade\",\"agree\":3,\"steps\":[\"house/small\",\"house/large\",{\"fuse\":{}}]}"));

        assertThat(refusal.getMessage()).contains("routing.plan.agree is at most 2", "was 3");
    }

    @Test
    void anAdaptivePanelHasTimeForAllThatAreNamed() {
        String twelve = String.join(",", Collections.nCopies(6, "\"house/small\",\"house/large\""));
        String panel = "{\"strategy\":\"mixed-moa\",\"proposers\":[" + twelve + "],\"mode\":\"vote\",\"samples\":";

        assertThat(((MixedMoa) plan(panel + "\"adaptive\"}")).proposers()).hasSize(12);
        assertThat(((MixedMoa) plan(panel + "{\"adaptive\":{\"least\":3}}}")).proposers())
                .hasSize(12);
        assertThat(((MixedMoa) plan(panel + "{\"adaptive\":{\"most\":5}}}")).proposers())
                .as("as many as the caller says")
                .hasSize(5);
    }

    @Test
    void aSequenceTakesUpToAThousandSamples() {
        String sequence = "{\"strategy\":\"self-moa-seq\",\"model\":\"house/small\",\"samples\":%d}";

        assertThat(((SelfMoaSeq) plan(sequence.formatted(1_000))).rounds()).isEqualTo(333);
        assertThat(catchThrowableOfType(Refusal.class, () -> plan(sequence.formatted(1_001))))
                .hasMessageContaining("routing.plan.samples")
                .hasMessageContaining("was 1001");
    }

    private Plan plan(String json) {
        Selector selector = read("auto", "{\"plan\":" + json + "}").selector();
        return ((Selector.Exact) selector).plan();
    }

    static Stream<Arguments> badSamples() {
        return Stream.of(
                Arguments.of("\"some\"", "routing.plan.samples", "\"adaptive\" or {\"adaptive\""),
                Arguments.of("true", "routing.plan.samples", "was true"),
                Arguments.of("{\"least\":2}", "routing.plan.samples.least", "not a field"),
                Arguments.of("{}", "routing.plan.samples.adaptive", "is missing"),
                Arguments.of("{\"adaptive\":{\"least\":1}}", "routing.plan.samples.adaptive.least", "2 to 16, was 1"),
                Arguments.of(
                        "{\"adaptive\":{\"least\":4,\"most\":3}}",
                        "routing.plan.samples.adaptive.most",
                        "4 to 16, was 3"),
                Arguments.of(
                        "{\"adaptive\":{\"confidence\":0.5}}", "routing.plan.samples.adaptive.confidence", "was 0.5"));
    }

    @ParameterizedTest
    @MethodSource("badSamples")
    void adaptiveSamplesThatAreWrongAreRefusedByName(String samples, String param, String words) {
        String plan = "{\"strategy\":\"self-moa\",\"model\":\"house/small\",\"samples\":" + samples + "}";

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> plan(plan));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.body().path("error").path("param").asText()).isEqualTo(param);
        assertThat(refusal.getMessage()).contains(words);
    }

    @Test
    void aPanelHasNoNumberOfSamples() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> plan("{\"strategy\":\"mixed-moa\",\"proposers\":[\"house/small\"],\"samples\":4}"));

        assertThat(refusal.getMessage()).contains("routing.plan.samples", "\"adaptive\"", "was 4");
    }

    @Test
    void severalChoicesNarrowAutoToSinglePlans() {
        String body = "{\"model\":\"auto\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

        RoutingOptions options =
                reader.read(new ChatReader(9).read(StrictJson.object(body.getBytes(StandardCharsets.UTF_8))), Map.of());

        assertThat(options.strategies()).containsExactly(Strategy.SINGLE);
    }

    @ParameterizedTest
    @CsvSource({"'\"n\":2', n", "'\"logprobs\":true', logprobs", "'\"functions\":[{\"name\":\"look\"}]', functions"})
    void severalChoicesAndLogProbabilitiesAreRefusedToAnEnsemble(String field, String param) {
        String body =
                "{\"model\":\"tutti/self-moa\"," + field + ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> reader.read(
                        new ChatReader(9).read(StrictJson.object(body.getBytes(StandardCharsets.UTF_8))), Map.of()));

        assertThat(refusal.body().path("error").path("param").asText()).isEqualTo(param);
        assertThat(refusal.getMessage()).contains("single plans only", "self-moa");
    }

    @Test
    void theOldFunctionsNarrowAutoToSinglePlansAndARefusalNamesTools() {
        String asked = "{\"model\":\"%s\",\"functions\":[{\"name\":\"look\"}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

        assertThat(read(asked.formatted("auto")).strategies()).containsExactly(Strategy.SINGLE);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(asked.formatted("tutti/mixed-moa")));
        assertThat(refusal.getMessage()).contains("functions", "mixed-moa", "allowed for all plans is tools");
    }

    private RoutingOptions read(String body) {
        return reader.read(new ChatReader(9).read(StrictJson.object(body.getBytes(StandardCharsets.UTF_8))), Map.of());
    }

    @Test
    void aPresetSaysWhereItsModelsAreShownProposals() {
        Selector system = new ModelNames(
                        CatalogueFixture.THREE,
                        Presets.read(
                                Map.of("paper", "{strategy: self-moa, model: house/small, references: system}"),
                                CatalogueFixture.THREE))
                .selector("preset/paper");

        assertThat(system)
                .isInstanceOfSatisfying(
                        Selector.Exact.class,
                        exact -> assertThat(exact.references()).isEqualTo(ReferencePlace.SYSTEM));
        assertThat(names.selector("preset/pair"))
                .isInstanceOfSatisfying(
                        Selector.Exact.class,
                        exact -> assertThat(exact.references()).isEqualTo(ReferencePlace.USER));
        assertThat(catchThrowableOfType(
                        ConfigurationProblem.class,
                        () -> Presets.read(
                                Map.of("x", "{strategy: self-moa, model: house/small, references: margin}"),
                                CatalogueFixture.THREE)))
                .hasMessageContaining("tutti.presets.x")
                .hasMessageContaining("user, system");
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("auto", "{\"quality\":0.8}", "routing.quality", "not a field of routing"),
                Arguments.of("auto", "{\"quality_target\":1.1}", "routing.quality_target", "0 to 1, was 1.1"),
                Arguments.of("auto", "{\"max_cost_usd\":-1}", "routing.max_cost_usd", "was -1"),
                Arguments.of("auto", "{\"max_cost_usd\":\"NaN\"}", "routing.max_cost_usd", "was \"NaN\""),
                Arguments.of("auto", "{\"max_cost_usd\":0}", "routing.max_cost_usd", "was 0"),
                Arguments.of("auto", "{\"max_latency_ms\":0}", "routing.max_latency_ms", "1 to 3600000"),
                Arguments.of("auto", "{\"when_infeasible\":\"cry\"}", "routing.when_infeasible", "best_gain"),
                Arguments.of("auto", "{\"strategies\":[\"choir\"]}", "routing.strategies", "\"choir\""),
                Arguments.of("auto", "{\"strategies\":[]}", "routing.strategies", "at least one"),
                Arguments.of("auto", "{\"models\":{\"only\":[]}}", "routing.models.only", "allow, deny"),
                Arguments.of("auto", "{\"task\":\"\"}", "routing.task", "printable"),
                Arguments.of(
                        "tutti/cascade",
                        "{\"strategies\":[\"single\"]}",
                        "routing.strategies",
                        "is single and leaves out cascade"),
                Arguments.of(
                        "house/small", "{\"models\":{\"deny\":[\"house/*\"]}}", "routing.models", "does not permit"),
                Arguments.of(
                        "auto",
                        "{\"plan\":{\"strategy\":\"self-moa\",\"model\":\"house/small\",\"samples\":40}}",
                        "routing.plan.samples",
                        "2 to 16, was 40"),
                Arguments.of(
                        "auto",
                        "{\"plan\":{\"strategy\":\"self-moa\",\"model\":\"house/small\",\"aggregator\":\"guest/odd\"}}",
                        "routing.plan",
                        "not trusted"),
                Arguments.of(
                        "house/large",
                        "{\"plan\":{\"strategy\":\"single\",\"model\":\"house/small\"}}",
                        "routing.plan",
                        "tutti/single"),
                Arguments.of(
                        "auto",
                        "{\"plan\":{\"strategy\":\"cascade\",\"steps\":[\"house/small\"]}}",
                        "routing.plan.steps",
                        "2 to 16"),
                plan(
                        "{\"strategy\":\"cascade\",\"steps\":[\"house/small\",\"house/large\"],\"agree\":1}",
                        "routing.plan.agree",
                        "a whole number 2 to 16, was 1"),
                plan("{\"strategy\":\"cascade\",\"steps\":[]}", "routing.plan.steps", "2 to 16 steps"),
                plan(
                        "{\"strategy\":\"cascade\",\"steps\":[\"house/small\",\"house/large\"],\"alone\":{}}",
                        "routing.plan.alone",
                        "verified true, or logprob"),
                plan(
                        "{\"strategy\":\"cascade\",\"steps\":[\"house/small\",\"house/large\"],"
                                + "\"alone\":{\"logprob\":0.5}}",
                        "routing.plan.alone.logprob",
                        "-100 to 0"),
                plan(
                        "{\"strategy\":\"self-moa\",\"model\":\"house/small\",\"samples\":17}",
                        "routing.plan.samples",
                        "2 to 16, was 17"),
                plan(
                        "{\"strategy\":\"self-moa\",\"model\":\"house/small\",\"samples\":1001}",
                        "routing.plan.samples",
                        "2 to 16, was 1001"),
                plan(
                        "{\"strategy\":\"self-moa-seq\",\"model\":\"house/small\",\"window\":4,\"reserved\":4}",
                        "routing.plan.reserved",
                        "1 to 3, was 4"),
                plan(
                        "{\"strategy\":\"mixed-moa\",\"proposers\":[\"house/small\"],\"layers\":1000}",
                        "routing.plan.layers",
                        "2 to 100, was 1000"),
                plan(
                        "{\"strategy\":\"mixed-moa\",\"proposers\":[\"house/small\"],\"layers\":3,\"samples\":\"adaptive\"}",
                        "routing.plan.layers",
                        "2 where samples are adaptive, was 3"),
                plan(
                        "{\"strategy\":\"mixed-moa\",\"proposers\":[\"house/small\",5]}",
                        "routing.plan.proposers[1]",
                        "a string, was 5"),
                Arguments.of("auto", "{\"models\":{\"allow\":[5]}}", "routing.models.allow[0]", "a string, was 5"));
    }

    private static Arguments plan(String plan, String param, String words) {
        return Arguments.of("auto", "{\"plan\":" + plan + "}", param, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"strategy\":\"single\",\"model\":\"zz\"} | routing.plan.model",
                "{\"strategy\":\"self-moa\",\"model\":\"house/small\",\"aggregator\":\"zz\"} | routing.plan.aggregator",
                "{\"strategy\":\"mixed-moa\",\"proposers\":[\"house/small\",\"zz\"]} | routing.plan.proposers[1]",
                "{\"strategy\":\"cascade\",\"steps\":[\"zz\",\"house/small\"]} | routing.plan.steps[0]"
            })
    void aModelOfAPlanThatDoesNotExistIsToldByItsField(String plan, String param) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> plan(plan));

        assertThat(refusal.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
        assertThat(refusal.body().path("error").path("param").asText()).isEqualTo(param);
        assertThat(refusal.getMessage()).startsWith(param + " \"zz\" does not exist");
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aContradictionOrAWrongValueIsRefusedByName(String model, String routing, String param, String words) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(model, routing));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.body().path("error").path("param").asText()).isEqualTo(param);
        assertThat(refusal.getMessage()).contains(words);
    }

    @Test
    void aDraftIsTrueFalseOrIncremental() {
        assertThat(streamed("true").draft()).isEqualTo(StreamDraft.FIRST);
        assertThat(streamed("false").draft()).isEqualTo(StreamDraft.OFF);
        assertThat(streamed("\"incremental\"").draft()).isEqualTo(StreamDraft.INCREMENTAL);
        assertThat(catchThrowableOfType(Refusal.class, () -> streamed("\"early\"")))
                .hasMessageContaining("routing.stream_draft is true, false or \"incremental\", was \"early\"");
    }

    @Test
    void aDraftOfAnAnswerThatIsNotStreamedIsRefused() {
        assertThat(read("auto", "{\"stream_draft\":false}").draft()).isEqualTo(StreamDraft.OFF);
        assertThat(read("auto", "{}").draft()).isEqualTo(StreamDraft.OFF);
        assertThat(catchThrowableOfType(Refusal.class, () -> read("auto", "{\"stream_draft\":true}")))
                .hasMessage("routing.stream_draft is allowed only when stream is true, was true");
    }

    private RoutingOptions streamed(String draft) {
        String body = "{\"model\":\"auto\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],"
                + "\"routing\":{\"stream_draft\":" + draft + "}}";
        return reader.read(new ChatReader(9).read(StrictJson.object(body.getBytes(StandardCharsets.UTF_8))), Map.of());
    }

    @Test
    void whatHeaderAndBodySayDifferentlyIsRefused() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> read("auto", "{\"task\":\"a\"}", Map.of("x-tutti-task", List.of("b"))));

        assertThat(refusal.getMessage()).contains("routing.task", "twice", "\"a\"", "\"b\"");
    }

    @ParameterizedTest
    @CsvSource({
        "x-tutti-max-cost-usd, lots",
        "x-tutti-quality-target, NaN",
        "x-tutti-max-cots-usd, 1",
        "x-tutti-explain, maybe"
    })
    void aHeaderThatIsWrongOrUnknownIsRefusedByName(String header, String value) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> readWith(Map.of(header, List.of(value))));

        assertThat(refusal.getMessage()).contains(header);
    }

    @ParameterizedTest
    @CsvSource({
        "x-tutti-quality-target, a number 0 to 1",
        "x-tutti-max-cost-usd, a number 0.000000000001 to 1000000",
        "x-tutti-max-latency-ms, a number 1 to 3600000"
    })
    void aHeaderThatIsNoNumberIsToldItsRange(String header, String allowed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> readWith(Map.of(header, List.of("lots"))));

        assertThat(refusal.getMessage()).isEqualTo(header + " is " + allowed + ", was \"lots\"");
    }

    @Test
    void aPartOfAMillisecondIsKept() {
        assertThat(read("auto", "{\"max_latency_ms\":1.5}").maxLatency()).contains(Duration.ofNanos(1_500_000));
    }

    @Test
    void anUnknownModelIs404AndNamesWhatExists() {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read("gpt-9", "{}"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
        assertThat(refusal.getMessage()).contains("\"gpt-9\"", "tutti/auto", "preset/pair", "house/large");
    }

    private RoutingOptions readWith(Map<String, List<String>> headers) {
        return read("tutti/auto", "{}", headers);
    }

    private RoutingOptions read(String model, String routing) {
        return read(model, routing, Map.of());
    }

    private RoutingOptions read(String model, String routing, Map<String, List<String>> headers) {
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"routing\":"
                + routing + "}";
        return reader.read(new ChatReader(9).read(StrictJson.object(body.getBytes(StandardCharsets.UTF_8))), headers);
    }
}
