package dev.tutti.edge.bench;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one bad proposer costs a panel of the six strongest recorded models, without and with each defence. All that is
 * learned (who the strongest are, weights, quarantine) is learned on the training folds; scores are of the test folds.
 */
final class TrustBench {
    private static final int PANEL = 6;
    private static final List<Integer> AUDITS = List.of(100, 200, 400);

    private final Folds folds;
    private final double susceptibility;

    TrustBench(int folds, double susceptibility) {
        this.folds = new Folds(folds);
        this.susceptibility = susceptibility;
    }

    /** One block of the table for each adversary. */
    List<TrustResult> run(RecordedSet set) {
        return Stream.of(Adversary.values())
                .map(adversary -> attacked(set, adversary))
                .toList();
    }

    void print(RecordedSet set, PrintWriter out) {
        new TrustTable(set.name(), susceptibility).print(run(set), out);
    }

    private TrustResult attacked(RecordedSet set, Adversary adversary) {
        TrustResult result = new TrustResult(adversary);
        for (int fold = 0; fold < folds.count(); fold++) {
            fold(set, fold, adversary, result);
        }
        return result;
    }

    private void fold(RecordedSet set, int fold, Adversary adversary, TrustResult result) {
        List<RecordedPrompt> training = folds.training(set, fold);
        List<String> panel = strongest(set.models(), training);
        List<PanelAnswers> learned = training.stream()
                .map(prompt -> PanelAnswers.of(prompt, panel, set.models()))
                .map(honest -> honest.withFirst(adversary.says(honest)))
                .toList();
        SplittableRandom draws = new SplittableRandom(fold);
        SusceptibleAggregator susceptible = new SusceptibleAggregator(susceptibility);
        Catalogue members = catalogue(panel);
        Gone gone = new Gone(
                new AuditedPanels(members, PanelAnswers::leading).gone(learned),
                new AuditedPanels(members, shown -> susceptible.says(shown.filtered(), draws.nextDouble()))
                        .gone(learned));
        result.quarantined(gone);
        Map<String, TrustContender> contenders = contenders(learned, susceptible, gone);
        for (RecordedPrompt prompt : folds.test(set, fold)) {
            PanelAnswers honest = PanelAnswers.of(prompt, panel, set.models());
            result.add(honest.plurality(), honest.withFirst(adversary.says(honest)), contenders);
        }
    }

    /** Who went after how many audits of voted answers, and of the susceptible aggregator's. */
    record Gone(Map<ModelId, Integer> voting, Map<ModelId, Integer> susceptible) {}

    private static Map<String, TrustContender> contenders(
            List<PanelAnswers> learned, TrustContender susceptible, Gone gone) {
        TrustContender plain = TrustContender.vote(Reliability.EQUAL);
        Map<String, TrustContender> all = new LinkedHashMap<>();
        all.put("vote: no defence", plain);
        all.put("vote: reliability weights", TrustContender.vote(LearnedWeights.logOdds(learned)));
        all.put("vote: correlation-aware weights", TrustContender.vote(LearnedWeights.correlationAware(learned)));
        all.put("vote: quarantine", plain.without(gone.voting().keySet()));
        all.put("susceptible: no defence", susceptible);
        all.put("susceptible: cluster and filter", susceptible.filtered());
        for (int audits : AUDITS) {
            all.put(
                    "susceptible: both, after %d audits".formatted(audits),
                    susceptible.filtered().without(within(gone.susceptible(), audits)));
        }
        all.put(
                "susceptible: both, after all audits",
                susceptible.filtered().without(gone.susceptible().keySet()));
        return all;
    }

    private static Set<ModelId> within(Map<ModelId, Integer> gone, int audits) {
        return gone.entrySet().stream()
                .filter(one -> one.getValue() <= audits)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static List<String> strongest(List<String> models, List<RecordedPrompt> training) {
        Map<String, Double> scores = models.stream()
                .collect(Collectors.toMap(
                        model -> model,
                        model -> training.stream()
                                .mapToDouble(prompt -> prompt.arm(model).quality())
                                .sum()));
        return models.stream()
                .sorted(Comparator.comparingDouble((String model) -> -scores.getOrDefault(model, 0.0)))
                .limit(PANEL)
                .toList();
    }

    private static Catalogue catalogue(List<String> panel) {
        return new Catalogue(
                "panel",
                Stream.concat(Stream.of(PanelAnswers.ADVERSARY.value()), panel.stream())
                        .map(TrustCatalogue::model)
                        .toList());
    }
}
