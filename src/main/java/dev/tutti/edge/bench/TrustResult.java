package dev.tutti.edge.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one adversary did: scores on test prompts by contender, beside those of the same panel without it. */
final class TrustResult {
    private static final long SEED = 11;

    private final Adversary adversary;
    private final Map<String, List<Double>> scores = new LinkedHashMap<>();
    private final List<Double> honest = new ArrayList<>();
    private final List<TrustBench.Gone> quarantined = new ArrayList<>();

    TrustResult(Adversary adversary) {
        this.adversary = adversary;
    }

    void add(double honestScore, PanelAnswers attacked, Map<String, TrustContender> contenders) {
        honest.add(honestScore);
        contenders.forEach((name, contender) ->
                scores.computeIfAbsent(name, _ -> new ArrayList<>()).add(contender.score(attacked)));
    }

    /** Of one fold. */
    void quarantined(TrustBench.Gone gone) {
        quarantined.add(gone);
    }

    Adversary adversary() {
        return adversary;
    }

    List<String> contenders() {
        return List.copyOf(scores.keySet());
    }

    double honest() {
        return mean(honest);
    }

    double score(String contender) {
        return mean(scores.getOrDefault(contender, List.of()));
    }

    /** The loss against the panel without the adversary, as a share of 1, with its paired 90 % interval. */
    PairedBootstrap loss(String contender) {
        List<Double> reached = scores.getOrDefault(contender, List.of());
        double[] lost = new double[reached.size()];
        for (int i = 0; i < lost.length; i++) {
            lost[i] = honest.get(i) - reached.get(i);
        }
        return PairedBootstrap.of(lost, SEED);
    }

    List<TrustBench.Gone> quarantined() {
        return List.copyOf(quarantined);
    }

    private static double mean(Collection<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
