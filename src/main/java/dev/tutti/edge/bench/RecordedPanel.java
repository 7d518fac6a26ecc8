package dev.tutti.edge.bench;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What some models made of some prompts, in arrays, so that hundreds of ways to ask them can be tried: models and prompts
 * are counted from 0, equal answers to one prompt have one number, a missing answer has {@link #MISSING}.
 */
final class RecordedPanel {
    static final int MISSING = -1;

    private final int[][] answers;
    private final double[][] scores;
    private final double[][] costs;
    private final String[] categories;
    private final double[] draws;

    RecordedPanel(List<RecordedPrompt> prompts, List<String> models) {
        int count = prompts.size();
        answers = new int[count][models.size()];
        scores = new double[count][models.size()];
        costs = new double[count][models.size()];
        categories = new String[count];
        draws = new double[count];
        for (int i = 0; i < count; i++) {
            add(i, prompts.get(i), models);
        }
    }

    private void add(int place, RecordedPrompt prompt, List<String> models) {
        Map<String, Integer> known = new HashMap<>();
        for (int model = 0; model < models.size(); model++) {
            RecordedPrompt.Arm arm = prompt.arm(models.get(model));
            String answer = arm.answer().replace(" ", "").toLowerCase(Locale.ROOT);
            answers[place][model] = answer.isEmpty() ? MISSING : known.computeIfAbsent(answer, name -> known.size());
            scores[place][model] = arm.quality();
            costs[place][model] = arm.costUsd();
        }
        categories[place] = prompt.category();
        draws[place] = draw(prompt.normalised());
    }

    private static double draw(String text) {
        CRC32 hash = new CRC32();
        hash.update(("draw " + text).getBytes(StandardCharsets.UTF_8));
        return hash.getValue() / 0x1p32;
    }

    int size() {
        return scores.length;
    }

    int answer(int prompt, int model) {
        return answers[prompt][model];
    }

    double score(int prompt, int model) {
        return scores[prompt][model];
    }

    double cost(int prompt, int model) {
        return costs[prompt][model];
    }

    String category(int prompt) {
        return categories[prompt];
    }

    /** Between 0 and 1, by the text alone. */
    double draw(int prompt) {
        return draws[prompt];
    }

    double mean(int model) {
        double sum = 0;
        for (double[] scored : scores) {
            sum += scored[model];
        }
        return sum / size();
    }
}
