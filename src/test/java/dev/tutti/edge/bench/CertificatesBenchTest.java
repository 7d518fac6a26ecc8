package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CertificatesBenchTest {
    private static final Map<String, Double> SKILLS = new TreeMap<>(Map.of("cheap", 0.6, "fair", 0.75, "strong", 0.85));

    /** Three models that err by themselves, the better the dearer; wrong answers are hardly ever equal. */
    private static RecordedSet set(int prompts, boolean answers) {
        Random chance = new Random(1);
        List<RecordedPrompt> all = new ArrayList<>();
        for (int i = 0; i < prompts; i++) {
            Map<String, RecordedPrompt.Arm> arms = new TreeMap<>();
            SKILLS.forEach((model, skill) -> {
                boolean right = chance.nextDouble() < skill;
                String answer = right ? "right" : "wrong " + chance.nextInt(20);
                arms.put(
                        model,
                        new RecordedPrompt.Arm(right ? 1 : 0, 1, 1, Math.pow(10, 4 * skill), answers ? answer : ""));
            });
            all.add(new RecordedPrompt("prompt " + i, i % 2 == 0 ? "odd" : "even", arms));
        }
        return new RecordedSet("made", all, List.copyOf(SKILLS.keySet()), List.of(), Map.of());
    }

    @Test
    void mostPromisesAreGivenFewAreBrokenAndATunedThresholdBreaksFarMore() {
        List<CertificatesTally> tallies = new CertificatesBench(200, 1_000, null).tallies(set(1_000, true));

        assertThat(tallies).extracting(CertificatesTally::below).containsExactly(0.01, 0.02, 0.03, 0.05);
        for (CertificatesTally tally : tallies) {
            assertThat(tally.proved().broken()).isLessThan(0.05);
            assertThat(tally.falselySuspected()).isLessThan(0.05);
        }
        CertificatesTally three = tallies.get(2);
        assertThat(three.certifiedShare()).isGreaterThan(0.7);
        assertThat(three.tuned().broken()).isGreaterThan(0.2);
        assertThat(three.proved().price()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void whereNothingCanBeCertifiedTheBenchHasFailedAndSaysSo() {
        StringWriter printed = new StringWriter();

        boolean passed = new CertificatesBench(20, 5, null).run(set(200, false), new PrintWriter(printed));

        assertThat(passed).isFalse();
        assertThat(printed.toString()).contains("strongest - 3 pt").contains("0.0%");
    }

    @Test
    void theSameSetGivesTheSameTable() {
        StringWriter first = new StringWriter();
        StringWriter second = new StringWriter();

        new CertificatesBench(10, 200, null).run(set(300, true), new PrintWriter(first));
        new CertificatesBench(10, 200, null).run(set(300, true), new PrintWriter(second));

        assertThat(first.toString()).isEqualTo(second.toString());
    }
}
