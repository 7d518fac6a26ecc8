package dev.tutti.edge.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the correlation of blind spots does to ensembles. */
final class CorrelationTest {
    private static final int PROMPTS = 4_000;
    private static final List<Persona> PANEL = Stream.of("dolce-flash", "aria-mini", "brio-small")
            .map(name -> Personas.cast().stream()
                    .filter(persona -> persona.id().value().endsWith(name))
                    .findFirst()
                    .orElseThrow())
            .toList();

    @Test
    void aMajorityGainsLessTheMoreBlindSpotsAreShared() {
        double independent = gain(0);
        double usual = gain(0.5);
        double shared = gain(1);

        assertThat(independent).isGreaterThan(usual + 0.01);
        assertThat(usual).isGreaterThan(shared + 0.01);
        assertThat(shared).isLessThan(0.02);
    }

    @Test
    void samplesOfOneModelGainLessThanDifferentModels() {
        SimulatedMind mind = new SimulatedMind(11, 0.3);
        Persona mini = PANEL.get(1);
        double samples = mean(i -> vote(
                List.of(
                        mind.answer(mini, mind.latent(prompt(i)), Asks.sampled(prompt(i), 0.7, 1)),
                        mind.answer(mini, mind.latent(prompt(i)), Asks.sampled(prompt(i), 0.7, 2)),
                        mind.answer(mini, mind.latent(prompt(i)), Asks.sampled(prompt(i), 0.7, 3))),
                i));
        double alone = mean(i -> vote(List.of(mind.answer(mini, mind.latent(prompt(i)), Asks.of(prompt(i)))), i));

        assertThat(samples - alone).isBetween(-0.02, 0.06);
    }

    /** The majority's mean score less its strongest member's. */
    private static double gain(double correlation) {
        SimulatedMind mind = new SimulatedMind(11, correlation);
        double best = PANEL.stream()
                .mapToDouble(persona -> mean(i -> vote(answers(mind, List.of(persona), i), i)))
                .max()
                .orElseThrow();
        return mean(i -> vote(answers(mind, PANEL, i), i)) - best;
    }

    private static List<String> answers(SimulatedMind mind, List<Persona> personas, int i) {
        Latent latent = mind.latent(prompt(i));
        return personas.stream()
                .map(persona -> mind.answer(persona, latent, Asks.of(prompt(i))))
                .toList();
    }

    private static double vote(List<String> answers, int i) {
        return SimulatedMind.plurality(answers).equals(PracticeTruth.of(prompt(i))) ? 1 : 0;
    }

    private static double mean(java.util.function.IntToDoubleFunction score) {
        return java.util.stream.IntStream.range(0, PROMPTS)
                .mapToDouble(score)
                .average()
                .orElseThrow();
    }

    private static String prompt(int i) {
        return "Where is the capital of country " + i + "?";
    }
}
