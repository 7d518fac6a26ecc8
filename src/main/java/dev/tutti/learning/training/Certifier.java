package dev.tutti.learning.training;

import dev.tutti.learning.promise.Margins;
import dev.tutti.learning.promise.MeanBound;
import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.memory.modelstore.Certificates;
import dev.tutti.memory.modelstore.RouterModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What may be promised of a router under the targets that usually hold: for each segment the cheapest margin that the
 * window proves. The window are the prompts that the router was judged on, drawn at random for an audit that asked every
 * model, so that any margin's choice can be replayed on them; the router has learned nothing from them.
 */
final class Certifier {
    private static final double STEP = 0.02;
    private static final int LOWEST = -10;
    private static final int HIGHEST = 10;

    private final RouterModel router;
    private final Deployment deployment;
    private final double confidence;
    private final boolean together;

    /** {@code together}: whether the confidence is that of all segments at once. */
    Certifier(RouterModel router, Deployment deployment, double confidence, boolean together) {
        this.router = router;
        this.deployment = deployment;
        this.confidence = confidence;
        this.together = together;
    }

    /** {@code groups}: of the window. {@code earlier}: rows before it, which tell what kind of scores there are. */
    Certificates of(List<PromptGroup> groups, List<TrainingRow> earlier) {
        SortedMap<String, List<PromptGroup>> segments = Window.segments(groups);
        List<Tried> margins =
                margins(segments.values().stream().flatMap(List::stream).toList());
        MeanBound bound = bound(groups, earlier);
        SortedMap<String, Margins> tried = new TreeMap<>();
        segments.forEach((segment, prompts) -> tried.put(segment, tried(margins, prompts, bound)));
        SortedMap<String, Integer> proved = proved(tried);
        List<Certificate> certificates = new ArrayList<>();
        tried.forEach((segment, of) -> certificates.add(certificate(
                segment,
                segments.getOrDefault(segment, List.of()),
                bound,
                verdict(margins, of, proved.getOrDefault(segment, 0), level(tried.size())))));
        return new Certificates(certificates);
    }

    private SortedMap<String, Integer> proved(SortedMap<String, Margins> tried) {
        if (together) {
            return Margins.together(tried, alpha());
        }
        SortedMap<String, Integer> proved = new TreeMap<>();
        tried.forEach((segment, margins) -> proved.put(segment, margins.proved(alpha())));
        return proved;
    }

    private double alpha() {
        return 1 - confidence;
    }

    /** What one of so many segments has for itself, whatever becomes of the others. */
    private double level(int segments) {
        return together ? alpha() / segments : alpha();
    }

    /** A margin, what the router chooses under it on each prompt where anything may run, and the mean score that it expects. */
    private record Tried(double margin, IdentityHashMap<PromptGroup, PolicyReplay.Choice> choices, double expected) {
        /** Where nothing may run the score is 0. */
        double[] scores(List<PromptGroup> prompts) {
            return prompts.stream()
                    .mapToDouble(prompt -> Optional.ofNullable(choices.get(prompt))
                            .map(choice -> choice.outcome().score())
                            .orElse(0.0))
                    .toArray();
        }
    }

    /** The safest first, by what the router expects: no label of the window has a part in the order. */
    private List<Tried> margins(List<PromptGroup> prompts) {
        List<Tried> margins = new ArrayList<>();
        for (int step = HIGHEST; step >= LOWEST; step--) {
            double margin = Math.round(100 * step * STEP) / 100.0;
            PolicyReplay replay = new PolicyReplay(
                    router, deployment.catalogue(), deployment.policy().withMargin(margin));
            IdentityHashMap<PromptGroup, PolicyReplay.Choice> choices = choices(replay, prompts);
            double expected = prompts.stream()
                    .mapToDouble(prompt -> Optional.ofNullable(choices.get(prompt))
                            .map(PolicyReplay.Choice::expected)
                            .orElse(0.0))
                    .average()
                    .orElse(0);
            margins.add(new Tried(margin, choices, expected));
        }
        margins.sort(Comparator.comparingDouble(Tried::expected).reversed());
        return margins;
    }

    private IdentityHashMap<PromptGroup, PolicyReplay.Choice> choices(PolicyReplay replay, List<PromptGroup> prompts) {
        IdentityHashMap<PromptGroup, PolicyReplay.Choice> choices = new IdentityHashMap<>();
        for (PromptGroup prompt : prompts) {
            replay.choose(prompt.under(deployment.usual())).ifPresent(choice -> choices.put(prompt, choice));
        }
        return choices;
    }

    private Margins tried(List<Tried> margins, List<PromptGroup> prompts, MeanBound bound) {
        List<double[]> scores =
                margins.stream().map(margin -> margin.scores(prompts)).toList();
        return new Margins(scores, bound, deployment.usual().quality());
    }

    private Certificate.Verdict verdict(List<Tried> margins, Margins of, int proved, double level) {
        if (proved == 0) {
            return new Certificate.Infeasible(of.certifiable(level), of.labelsNeeded(level));
        }
        return new Certificate.Certified(
                margins.get(proved - 1).margin(), margins.getFirst().margin(), of.mean(proved - 1));
    }

    private Certificate certificate(
            String segment, List<PromptGroup> prompts, MeanBound bound, Certificate.Verdict verdict) {
        Optional<Instant> from = prompts.stream().map(PromptGroup::at).min(Comparator.naturalOrder());
        Optional<Instant> until = prompts.stream().map(PromptGroup::at).max(Comparator.naturalOrder());
        return new Certificate(
                segment,
                deployment.usual().quality(),
                confidence,
                bound.wireName(),
                prompts.size(),
                from,
                until,
                deployment.catalogue().version(),
                Optional.of(new Certificate.Terms(
                        deployment.usual().maxCost().toDouble(),
                        deployment.usual().whenInfeasible(),
                        deployment.policy().minGainPerUsd())),
                verdict);
    }

    private static MeanBound bound(List<PromptGroup> groups, List<TrainingRow> earlier) {
        boolean before = earlier.stream().allMatch(row -> row.score() == 0 || row.score() == 1);
        boolean now = groups.stream()
                .flatMap(group -> group.answers().values().stream())
                .allMatch(answer -> answer.score() == 0 || answer.score() == 1);
        return MeanBound.of(before && now);
    }
}
