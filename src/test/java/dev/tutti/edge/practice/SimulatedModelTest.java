package dev.tutti.edge.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SimulatedModelTest {
    private static final Persona GRAND = Personas.cast().getLast();
    private static final Persona NANO = Personas.cast().getFirst();
    private static final PromptMaker PROMPTS = new PromptMaker(5);

    @Test
    void theSameSeedAnswersTheSameWordForWord() {
        SimulatedModel one = model(GRAND, 3);
        SimulatedModel other = model(GRAND, 3);

        for (int i = 0; i < 50; i++) {
            Ask ask = Asks.sampled(PROMPTS.prompt(i), 0.7, i);
            assertThat(one.reply(ask)).isEqualTo(other.reply(ask));
        }
    }

    @Test
    void anotherSeedIsAnotherWorld() {
        assertThat(scores(model(GRAND, 3))).isNotEqualTo(scores(model(GRAND, 4)));
    }

    @Test
    void theRequestsSeedChangesNothingAtTemperatureZeroAndSomethingAbove() {
        SimulatedModel model = model(NANO, 3);
        String prompt = PROMPTS.prompt(1);

        Set<Reply> cold = replies(model, prompt, 0);
        Set<Reply> warm = replies(model, prompt, 0.7);

        assertThat(cold).hasSize(1);
        assertThat(warm).hasSizeGreaterThan(1);
    }

    @Test
    void theAnswerSaysThatItIsSimulatedAndEndsWithItsCode() {
        Reply.Said said = said(model(GRAND, 3), Asks.of("Who was the inventor of tea?"));

        assertThat(said.text())
                .startsWith("[simulated] practice/aria-grand")
                .containsPattern("The answer is: [A-Z]\\d[A-Z]\\d$");
    }

    @Test
    void aBetterModelIsRightMoreOftenAndEachAboutAsOftenAsItsSkill() {
        Map<String, Double> means = new TreeMap<>();
        for (Persona persona : Personas.cast()) {
            double mean = IntStream.range(0, 3_000)
                    .mapToDouble(i -> score(model(persona, 3), "Where is the capital of country " + i + "?"))
                    .average()
                    .orElseThrow();
            means.put(persona.id().value(), mean);
            assertThat(mean)
                    .as(persona.id().value())
                    .isBetween(
                            persona.skills().get(Topic.FACTS) - 0.05,
                            persona.skills().get(Topic.FACTS) + 0.05);
        }
        assertThat(means.get("practice/aria-grand")).isGreaterThan(means.get("practice/aria-nano") + 0.2);
    }

    @Test
    void hardLookingPromptsAreHarderThanEasyLookingOnes() {
        SimulatedModel model = model(NANO, 3);

        double hard = mean(model, "A tricky and subtle one: what year is number ");
        double easy = mean(model, "A simple and easy one: what year is number ");

        assertThat(easy).isGreaterThan(hard + 0.3);
    }

    @Test
    void itStumblesAboutAsOftenAsItsPersonaAndNeverAtScaleZero() {
        Persona persona = Personas.cast().get(2);
        SimulatedMind mind = new SimulatedMind(3, 0.5);
        SimulatedModel usual = new SimulatedModel(persona, mind, 1);
        SimulatedModel steady = new SimulatedModel(persona, mind, 0);

        long stumbles = IntStream.range(0, 20_000)
                .filter(i -> usual.stumbles(Asks.of("p" + i)))
                .count();
        long none = IntStream.range(0, 20_000)
                .filter(i -> steady.stumbles(Asks.of("p" + i)))
                .count();

        assertThat(stumbles / 20_000.0).isBetween(persona.failures() * 0.7, persona.failures() * 1.3);
        assertThat(none).isZero();
    }

    @Test
    void anAnswerLongerThanItsLimitIsCutAndSaysSo() {
        Reply.Said said = said(model(GRAND, 3), Asks.limited("Who?", 5));

        assertThat(said.finishReason()).isEqualTo("length");
        assertThat(said.completionTokens()).isEqualTo(5);
        assertThat(said.text()).hasSize(20);
    }

    @Test
    void aggregatorsFindTheTruthAmongProposalsMoreOftenThanAProposerAlone() {
        SimulatedModel model = model(GRAND, 3);
        double alone = 0;
        double fused = 0;
        for (int i = 0; i < 1_500; i++) {
            String prompt = PROMPTS.prompt(i);
            String right = "The answer is: " + PracticeTruth.of(prompt);
            String wrong = "The answer is: "
                    + new SimulatedMind(3, 0.5).latent(prompt).wrong().getFirst();
            alone += score(model(NANO, 3), prompt);
            fused += PracticeTruth.score(
                    prompt,
                    said(model, Asks.shown(prompt, false, wrong, right, wrong)).text());
        }
        assertThat(fused).isGreaterThan(alone).isLessThan(1_500);
    }

    @Test
    void aSelectingAggregatorAnswersWithTheNumberOfAProposal() {
        SimulatedModel model = model(GRAND, 3);

        for (int i = 0; i < 100; i++) {
            String prompt = PROMPTS.prompt(i);
            Ask ask = Asks.shown(prompt, true, "The answer is: A2B3", "The answer is: " + PracticeTruth.of(prompt));
            assertThat(said(model, ask).text()).matches("[12]");
        }
    }

    private static SimulatedModel model(Persona persona, long seed) {
        return new SimulatedModel(persona, new SimulatedMind(seed, 0.5), 1);
    }

    private static Reply.Said said(SimulatedModel model, Ask ask) {
        return (Reply.Said) model.reply(ask);
    }

    private static Set<Reply> replies(SimulatedModel model, String prompt, double temperature) {
        return IntStream.range(0, 20)
                .mapToObj(seed -> model.reply(Asks.sampled(prompt, temperature, seed)))
                .collect(Collectors.toSet());
    }

    private static String scores(SimulatedModel model) {
        return IntStream.range(0, 200)
                .mapToObj(i -> score(model, PROMPTS.prompt(i)) > 0 ? "1" : "0")
                .collect(Collectors.joining());
    }

    private static double mean(SimulatedModel model, String prompt) {
        return IntStream.range(0, 1_000)
                .mapToDouble(i -> score(model, prompt + i))
                .average()
                .orElseThrow();
    }

    private static double score(SimulatedModel model, String prompt) {
        return PracticeTruth.score(prompt, said(model, Asks.of(prompt)).text());
    }
}
