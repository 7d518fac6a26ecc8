package dev.tutti.learning.audit;

import dev.tutti.learning.audit.JudgeMeters.Result;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.StableHash;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What lets two models of two families grade the answers of models of other families. Where both see an answer much alike
 * it gets a label, else none. The draw is a hash of the request id: fixed before any outcome.
 */
final class Judges {
    private static final String PURPOSE = "judge";

    private final JudgeSettings settings;
    private final Optional<JudgeRules> rules;
    private final Catalogue catalogue;
    private final JudgeCalls calls;
    private final AuditBudget budget;
    private final AuditLabels labels;
    private final JudgeMeters meters;
    private final RandomGenerator chance;

    /** {@code chance}: of which nobody can guess a number from others. */
    Judges(
            JudgeSettings settings,
            Catalogue catalogue,
            JudgeCalls calls,
            AuditBudget budget,
            AuditLabels labels,
            JudgeMeters meters,
            RandomGenerator chance) {
        this.settings = settings;
        this.rules = settings.enabled() ? Optional.of(JudgeRules.of(settings, catalogue)) : Optional.empty();
        this.catalogue = catalogue;
        this.calls = calls;
        this.budget = budget;
        this.labels = labels;
        this.meters = meters;
        this.chance = chance;
    }

    boolean enabled() {
        return rules.isPresent();
    }

    /** A line for those who expect judgements that there will not be. */
    Optional<String> warning() {
        return rules.filter(known -> known.usual().bench().families() < 2)
                .map(_ -> "nothing is judged, because the catalogue has no trusted models of two families: set"
                        + " tutti.judges.enabled=false or add models");
    }

    /** Whether the answer to this request is to be graded, decided by its id alone. */
    boolean drawn(RoutedRequest request) {
        return reads(request) && draw(request) < rule(request).rate();
    }

    /** Whether it would be drawn whatever its task: else tasks with a high rate would be most of what is called random. */
    private boolean evenly(RoutedRequest request) {
        return draw(request) < rules.orElseThrow().lowestRate();
    }

    private static double draw(RoutedRequest request) {
        return StableHash.draw(PURPOSE, request.id());
    }

    /** Whether there are two judges for answers to this request: for that of the row, at least. */
    boolean may(RoutedRequest request, OutcomeRow row) {
        return reads(request)
                && two(request, List.of(new JudgedAnswer(row, ""))).isPresent();
    }

    /** Whether answers to this request are judged at all: of what is no text a judge would know only half. */
    boolean reads(RoutedRequest request) {
        return enabled()
                && Collections.disjoint(request.chat().needs(), Set.of(Ability.IMAGES, Ability.AUDIO, Ability.FILES));
    }

    /** Blocks until the answer of a finished request is judged. */
    void grade(RoutedRequest request, RoutedAnswer.Finished finished) {
        JudgedAnswer.of(finished.row(), finished.ending())
                .filter(_ -> reads(request))
                .ifPresent(answer -> alone(request, answer, evenly(request)));
    }

    /** Blocks until the answer to an audited request that is {@link #reads read} is judged and has its label, or none. */
    void alone(RoutedRequest request, JudgedAnswer answer, boolean sampled) {
        Optional<List<CatalogueModel>> two = two(request, List.of(answer));
        if (two.isEmpty()) {
            meters.count(Result.NO_JUDGES, 1);
            return;
        }
        judge(request, List.of(answer), two.get())
                .getFirst()
                .ifPresent(score -> label(answer.id(), score, two.get(), sampled));
    }

    /** What became of the first answer of a pair: its score, where both agreed on it. */
    record Paired(OptionalDouble first, List<CatalogueModel> judges) {}

    /**
     * Blocks until both answers are judged side by side. The second one gets its label; of the first, which may stand in
     * several pairs, the score is given. Empty where nobody may judge the two.
     */
    Optional<Paired> pair(RoutedRequest request, JudgedAnswer first, JudgedAnswer second, boolean sampled) {
        List<JudgedAnswer> both = List.of(first, second);
        return two(request, both).map(two -> {
            List<OptionalDouble> scores = judge(request, both, two);
            scores.getLast().ifPresent(score -> label(second.id(), score, two, sampled));
            return new Paired(scores.getFirst(), two);
        });
    }

    /** As {@link #alone} would label it. */
    void label(RequestId row, double score, Collection<CatalogueModel> judges, boolean sampled) {
        String names = judges.stream().map(judge -> judge.id().value()).collect(Collectors.joining(" and "));
        labels.judged(row, score, names, sampled);
    }

    /** Whether a pair of an audit could be paid to be judged now, as if the audited answer were as long as the caller's. */
    boolean canPay(RoutedRequest request, RoutedAnswer.Finished finished) {
        List<JudgedAnswer> likely = JudgedAnswer.of(finished.row(), finished.ending())
                .map(own -> List.of(own, own))
                .orElseGet(() -> List.of(new JudgedAnswer(finished.row(), "")));
        return reads(request)
                && two(request, likely)
                        .filter(two -> judgement(request, likely, two).affordable(budget))
                        .isPresent();
    }

    private Judgement judgement(RoutedRequest request, List<JudgedAnswer> answers, List<CatalogueModel> two) {
        OutcomeRow subject = answers.getLast().row();
        return new Judgement(answers, two, settings.distance(), (seat, shown) -> call(request, subject, seat, shown));
    }

    private List<OptionalDouble> judge(RoutedRequest request, List<JudgedAnswer> answers, List<CatalogueModel> two) {
        return switch (judgement(request, answers, two).by(calls, budget, meters)) {
            case Judgement.Outcome.Unheard(Result why) -> {
                meters.count(why, answers.size());
                yield Collections.nCopies(answers.size(), OptionalDouble.empty());
            }
            case Judgement.Outcome.Heard(List<OptionalDouble> scores) -> {
                scores.forEach(score -> meters.count(score.isPresent() ? Result.AGREED : Result.DISAGREED, 1));
                yield scores;
            }
        };
    }

    private Optional<List<CatalogueModel>> two(RoutedRequest request, List<JudgedAnswer> answers) {
        long said = TokenEstimate.of(request.chat())
                + answers.stream()
                        .mapToLong(answer -> TokenEstimate.of(answer.text()))
                        .sum();
        return rule(request)
                .bench()
                .two(new JudgeBench.Wanted(
                        answers.getFirst().row().origin(),
                        request.options().models(),
                        // Twice, since quoting takes room.
                        2 * said + settings.maxTokens(),
                        families(answers)));
    }

    private Set<String> families(List<JudgedAnswer> answers) {
        return answers.stream()
                .flatMap(answer -> answer.families(catalogue).stream())
                .collect(Collectors.toSet());
    }

    private JudgeRules.Rule rule(RoutedRequest request) {
        return rules.orElseThrow().of(request.options().task());
    }

    /** A call belongs to the row of the last answer of its judgement, whatever the order in which the judge sees them. */
    private JudgeCalls.Call call(
            RoutedRequest request, OutcomeRow subject, JudgeCalls.Seat seat, List<JudgedAnswer> shown) {
        String code = HexFormat.of().toHexDigits(chance.nextLong());
        List<String> texts = shown.stream().map(JudgedAnswer::text).toList();
        Question question = Question.of(request.chat(), rule(request).rubric(), texts, code);
        return JudgeCalls.Call.of(subject, seat, question, shown, settings.maxTokens());
    }

    /** What is on its way is not waited for any longer. */
    void cancel() {
        calls.cancel();
    }
}
