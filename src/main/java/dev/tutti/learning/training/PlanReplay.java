package dev.tutti.learning.training;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.sense.evidence.Flaw;
import dev.tutti.sense.evidence.Listening;
import dev.tutti.sense.evidence.Stopping;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a plan would have brought on a prompt whose answers are recorded: the same counting and stopping code as live,
 * fed with sketches. Only plans made of one call per model and of counting can be replayed; of any other, or where an
 * answer is not recorded, nothing is said.
 */
final class PlanReplay {
    private PlanReplay() {}

    static Optional<ReplayedOutcome> replay(Plan plan, PromptGroup group) {
        return switch (plan) {
            case Single single -> asked(List.of(single.model()), Reliability.EQUAL, group);
            case MixedMoa mixed -> vote(mixed, group);
            case Cascade cascade -> cascade(cascade, group);
            // A second sample of one model was never recorded.
            case SelfMoa self -> Optional.empty();
            case SelfMoaSeq seq -> Optional.empty();
        };
    }

    private static Optional<ReplayedOutcome> vote(MixedMoa mixed, PromptGroup group) {
        boolean once =
                new HashSet<>(mixed.proposers()).size() == mixed.proposers().size();
        return mixed.layers() == 2
                        && once
                        && group.has(mixed.proposers())
                        && mixed.aggregation() instanceof Aggregation.Vote vote
                ? Optional.of(voted(heard(mixed, group), vote.reliability(), group))
                : Optional.empty();
    }

    private static ReplayedOutcome voted(List<ModelId> panel, Reliability reliability, PromptGroup group) {
        return outcome(Evidence.of(proposals(panel, reliability, group)), panel, group);
    }

    /** All proposers, or those of an adaptive panel that are asked before agreement says enough. */
    private static List<ModelId> heard(MixedMoa mixed, PromptGroup group) {
        List<ModelId> panel = mixed.proposers();
        if (mixed.adaptive().isEmpty()) {
            return panel;
        }
        Adaptive rule = mixed.adaptive().get();
        int asked = rule.least();
        int more = asked;
        while (more > 0) {
            Evidence evidence = Evidence.of(proposals(panel.subList(0, asked), Reliability.EQUAL, group));
            more = rule.more(evidence.lead(), panel.size() - asked);
            asked += more;
        }
        return panel.subList(0, asked);
    }

    private static Optional<ReplayedOutcome> asked(List<ModelId> models, Reliability reliability, PromptGroup group) {
        if (!group.has(models)) {
            return Optional.empty();
        }
        Evidence evidence = Evidence.of(voices(models, reliability, group));
        return Optional.of(outcome(evidence, models, group));
    }

    private static ReplayedOutcome outcome(Evidence evidence, List<ModelId> models, PromptGroup group) {
        Usd cost = models.stream().map(model -> group.of(model).cost()).reduce(Usd.ZERO, Usd::plus);
        Optional<ModelId> by = evidence.leader() < 0 ? Optional.empty() : Optional.of(models.get(evidence.leader()));
        return new ReplayedOutcome(score(evidence, models, group), cost, models, by);
    }

    private static Optional<ReplayedOutcome> cascade(Cascade cascade, PromptGroup group) {
        Reliability last = cascade.reliability();
        List<ModelId> order = new ArrayList<>();
        for (Step step : cascade.steps()) {
            switch (step) {
                case Step.Ask ask -> order.add(ask.model());
                case Step.Fuse(Aggregation.Vote vote) -> last = vote.reliability();
                case Step.Fuse fuse -> {
                    return Optional.empty();
                }
            }
        }
        // A learned rule read off a row is a name without numbers.
        if (!Stopping.fits(cascade.rule()) || !group.has(order) || new HashSet<>(order).size() < order.size()) {
            return Optional.empty();
        }
        return walked(cascade, order, last, group);
    }

    private static Optional<ReplayedOutcome> walked(
            Cascade cascade, List<ModelId> order, Reliability last, PromptGroup group) {
        SortedSet<Integer> asked = new TreeSet<>();
        List<Listening.Answer> answers = new ArrayList<>();
        Evidence evidence = Evidence.of(List.of());
        OptionalInt next = OptionalInt.of(0);
        while (next.isPresent() && next.getAsInt() < order.size()) {
            int step = next.getAsInt();
            ModelId model = order.get(step);
            RecordedAnswer answer = group.of(model);
            asked.add(step);
            answers.add(new Listening.Answer(
                    step, model, answer.sketch(), answer.output().count(), answer.warrant()));
            evidence = Listening.hear(cascade, answers);
            next = Stopping.next(cascade, List.copyOf(asked), evidence);
        }
        List<ModelId> models = answers.stream().map(Listening.Answer::model).toList();
        return next.isPresent() ? asked(models, last, group) : Optional.of(outcome(evidence, models, group));
    }

    /** The voices of an ensemble, whose proposals no verifier sees live. */
    private static List<Evidence.Voice> proposals(List<ModelId> models, Reliability reliability, PromptGroup group) {
        return models.stream()
                .map(model -> new Evidence.Voice(model, group.of(model).sketch(), reliability.of(model)))
                .toList();
    }

    /** The voices of a cascade, whose answers the verifier of their task has seen. */
    static List<Evidence.Voice> voices(List<ModelId> models, Reliability reliability, PromptGroup group) {
        return models.stream()
                .map(model -> voice(model, reliability.of(model), group.of(model)))
                .toList();
    }

    private static Evidence.Voice voice(ModelId model, double weight, RecordedAnswer answer) {
        return new Evidence.Voice(model, answer.sketch(), weight, answer.warrant());
    }

    /** Whether the answer may be counted with others like it. */
    static boolean sound(RecordedAnswer answer) {
        return answer.sketch().map(AnswerSketch::flaw).equals(Optional.of(Flaw.NONE))
                && !answer.warrant().rejected();
    }

    /** The score of the answer that counting gives; 0 where no model answered. */
    static double score(Evidence evidence, List<ModelId> models, PromptGroup group) {
        int leader = evidence.leader();
        return leader < 0 ? 0 : group.of(models.get(leader)).score();
    }
}
