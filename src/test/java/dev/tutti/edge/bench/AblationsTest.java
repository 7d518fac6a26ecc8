package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.learning.training.Part;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Learning without one part at a time, on a made-up set of three models of which two cheap ones agree where they are right. */
final class AblationsTest {
    private static final List<Part> PARTS = List.of(Part.COMPOSITE_PRIOR, Part.CASCADES);

    private static final PairedBootstrap NOTHING = new PairedBootstrap(0, 0, 0);

    private final StringWriter printed = new StringWriter();

    @Test
    void eachPartIsHeldAgainstTheWholeAndWhatNoPlanRestsOnBringsNothing() throws IOException {
        SetResult result = run();

        assertThat(result.contenders())
                .contains("the whole", "without COMPOSITE_PRIOR", "without CASCADES", StrongestSingle.NAME);
        assertThat(printed.toString()).contains("made, the whole: ").contains("made, without CASCADES: ");
        assertThat(table(result))
                .contains("| the whole | ")
                .contains("| without CASCADES | ")
                .contains("CASCADES: learned cascades")
                .doesNotContain("NaN");
        assertThat(brings(result, Part.COMPOSITE_PRIOR)).isEqualTo(new SetResult.Difference(NOTHING, NOTHING));
        assertThat(brings(result, Part.CASCADES)).isNotEqualTo(new SetResult.Difference(NOTHING, NOTHING));
    }

    private static SetResult.Difference brings(SetResult result, Part part) {
        return result.difference("the whole", AblatedLearning.without(part), Wish.Title.AT_QUALITY.words())
                .orElseThrow();
    }

    private SetResult run() throws IOException {
        PrintWriter out = new PrintWriter(printed, true);
        return new RoutingBench(new RoutingWays.Ablated(PARTS, out), 5, 42, out).run(set(), 1);
    }

    private String table(SetResult result) {
        StringWriter table = new StringWriter();
        new AblationTable(List.of(result), PARTS).print(new PrintWriter(table, true));
        return table.toString();
    }

    private static RecordedSet set() {
        List<RecordedPrompt> prompts = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            boolean easy = i * 7 % 13 < 7;
            Map<String, RecordedPrompt.Arm> arms = new LinkedHashMap<>();
            arms.put("cheap", arm(easy, 0.001, easy ? "right" : "odd"));
            arms.put("twin", arm(easy, 0.001, easy ? "right" : "even"));
            arms.put("dear", arm(true, 0.01, "right"));
            prompts.add(new RecordedPrompt("Question " + i + " of its kind", "", arms));
        }
        return new RecordedSet(
                "made",
                prompts,
                List.of("cheap", "twin", "dear"),
                List.of(),
                Map.of("cheap", new Tariff(0, 1), "twin", new Tariff(0, 1), "dear", new Tariff(0, 10)));
    }

    private static RecordedPrompt.Arm arm(boolean right, double usd, String words) {
        return new RecordedPrompt.Arm(right ? 1 : 0, 10, 1_000, usd, words);
    }
}
