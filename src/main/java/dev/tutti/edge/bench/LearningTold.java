package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** What a benchmark prints of a learning on its way. */
final class LearningTold {
    private LearningTold() {}

    static void bandit(int prompts, double promised, int audits, PrintWriter out) {
        out.printf(
                "  %d prompts asked for a score of %.2f and scored, %d background answers scored%n",
                prompts, promised, audits);
    }

    /** {@code report}: of the training. */
    static void trained(String name, String result, JsonNode report, PrintWriter out) {
        out.printf(
                "  %s: training %s %s%n    judged on: %s%n",
                name,
                result,
                report.path("reason").asText(""),
                report.at("/gate/checks/0/says").asText("nothing"));
        if (!result.equals("published")) {
            out.printf("  so the rule without a model answers in the column '%s'%n", name);
        }
        out.flush();
    }
}
