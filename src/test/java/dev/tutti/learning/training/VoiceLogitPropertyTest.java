package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.words.plan.Hearing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class VoiceLogitPropertyTest {
    private static final int SEGMENTS = 3;

    @Property(tries = 50)
    void theSlopeIsThatOfSmallSteps(@ForAll long seed) {
        Random chance = new Random(seed);
        VoiceLogit logit = new VoiceLogit(prompts(chance, 20, 3), new double[] {0.5, 1, -2}, SEGMENTS);
        double[] point = chance.doubles(logit.width(), -1, 1).toArray();
        double[] slope = new double[point.length];
        logit.at(point, slope);

        int at = chance.nextInt(point.length);
        double[] ignored = new double[point.length];
        point[at] += 1e-5;
        double above = logit.at(point, ignored);
        point[at] -= 2e-5;
        double below = logit.at(point, ignored);

        assertThat(slope[at]).isCloseTo((above - below) / 2e-5, within(1e-5));
    }

    /** The ridge alone is what no prompts cost. */
    @Property(tries = 50)
    void thePriceOfAPromptIsTheSurpriseWrittenOut(@ForAll long seed) {
        Random chance = new Random(seed);
        int[] answer = {0, chance.nextInt(-1, 2), chance.nextInt(-1, 2)};
        int answers = Math.max(answer[1], answer[2]) == 1 ? 2 : 1;
        Hearing.Place[] length = {Hearing.Place.of(9), Hearing.Place.of(80), Hearing.Place.of(300)};
        double[] right = new double[answers + 1];
        right[0] = chance.nextDouble();
        right[answers] = 1 - right[0];
        double weight = 1 + chance.nextDouble();
        double[] usual = {0.5, 1, -2};
        VoiceLogit logit =
                new VoiceLogit(List.of(new VoiceLogit.Prompt(1, weight, answer, length, right)), usual, SEGMENTS);
        double[] point = chance.doubles(logit.width(), -1, 1).toArray();
        double[] ignored = new double[point.length];

        double price = logit.at(point, ignored) - new VoiceLogit(List.of(), usual, SEGMENTS).at(point, ignored);

        double[] odds = new double[answers + 1];
        Arrays.fill(odds, 1);
        for (int voice = 0; voice < 3; voice++) {
            if (answer[voice] >= 0) {
                odds[answer[voice]] *= Math.exp(logit.weight(point, voice, 1, length[voice]));
            }
        }
        odds[answers] = Math.exp(logit.none(point, 1));
        double all = Arrays.stream(odds).sum();
        double surprise = 0;
        for (int one = 0; one <= answers; one++) {
            surprise -= weight * right[one] * Math.log(odds[one] / all);
        }
        assertThat(price).isCloseTo(surprise, within(1e-9));
    }

    @Property(tries = 20)
    void aMinimumHasNoSlope(@ForAll long seed) {
        Random chance = new Random(seed);
        VoiceLogit logit = new VoiceLogit(prompts(chance, 60, 2), new double[] {1, 2}, SEGMENTS);

        double[] point = Lbfgs.minimum(logit, new double[logit.width()], 200);

        double[] steep = new double[point.length];
        logit.at(new double[point.length], steep);
        double[] slope = new double[point.length];
        double value = logit.at(point, slope);
        assertThat(length(slope)).isLessThan(0.02 * length(steep));
        double[] beside = point.clone();
        beside[chance.nextInt(beside.length)] += 0.1;
        assertThat(logit.at(beside, slope)).isGreaterThan(value);
    }

    @Test
    void theVoiceThatIsRightOutweighsTheOneThatIsNotAndItsLengthTells() {
        List<VoiceLogit.Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean brief = i % 2 == 0;
            Hearing.Place length = Hearing.Place.of(brief ? 10 : 500);
            // The first is right with a brief answer, the second with a long one.
            double[] right = brief ? new double[] {1, 0, 0} : new double[] {0, 1, 0};
            prompts.add(new VoiceLogit.Prompt(0, 1, new int[] {0, 1}, new Hearing.Place[] {length, length}, right));
        }
        VoiceLogit logit = new VoiceLogit(prompts, new double[2], SEGMENTS);

        double[] point = Lbfgs.minimum(logit, new double[logit.width()], 100);

        Hearing.Place brief = Hearing.Place.of(10);
        Hearing.Place lengthy = Hearing.Place.of(500);
        assertThat(logit.weight(point, 0, 0, brief)).isGreaterThan(logit.weight(point, 1, 0, brief) + 1);
        assertThat(logit.weight(point, 1, 0, lengthy)).isGreaterThan(logit.weight(point, 0, 0, lengthy) + 1);
        assertThat(logit.none(point, 0)).isLessThan(0);
    }

    @Test
    void whereNothingIsKnownVoicesWeighWhatTheyUsuallyDo() {
        VoiceLogit logit = new VoiceLogit(List.of(), new double[] {1.5, 0.25}, SEGMENTS);

        double[] point = Lbfgs.minimum(logit, new double[logit.width()], 100);

        assertThat(logit.weight(point, 0, 1, Hearing.Place.of(50))).isEqualTo(1.5);
        assertThat(logit.weight(point, 1, 2, Hearing.Place.of(50))).isEqualTo(0.25);
    }

    private static double length(double[] of) {
        return Math.sqrt(Arrays.stream(of).map(one -> one * one).sum());
    }

    private static List<VoiceLogit.Prompt> prompts(Random chance, int count, int voices) {
        List<VoiceLogit.Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] answer = new int[voices];
            Hearing.Place[] length = new Hearing.Place[voices];
            int answers = 0;
            for (int voice = 0; voice < voices; voice++) {
                answer[voice] = chance.nextInt(-1, answers + 1);
                answers = Math.max(answers, answer[voice] + 1);
                length[voice] = Hearing.Place.of(chance.nextInt(1_000));
            }
            double[] right = new double[answers + 1];
            right[chance.nextInt(right.length)] = 1;
            prompts.add(
                    new VoiceLogit.Prompt(chance.nextInt(SEGMENTS), 1 + chance.nextDouble(), answer, length, right));
        }
        return prompts;
    }
}
