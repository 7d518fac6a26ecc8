package dev.tutti.serving.execution;

import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.AnswerSketcher;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.sense.evidence.Flaw;
import dev.tutti.sense.evidence.MajorityCluster;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;

/** What code alone can say of proposals: which are sound, which most agree with, whether they call tools. */
final class Screening {
    private Screening() {}

    /** Tool calls are sketched by what they call with what, not by their ids, which differ in every answer. */
    static AnswerSketch sketch(Answer answer, AnswerForm form) {
        if (answer.callsTools()) {
            return AnswerSketcher.sketch(ToolCalls.comparable(answer), "stop", false);
        }
        AnswerSketch sketch = AnswerSketcher.sketch(answer.text(), answer.finishReason(), false);
        boolean sound = sketch.flaw() == Flaw.NONE || sketch.flaw() == Flaw.REPETITIVE;
        return sound && !form.faults(answer.text()).isEmpty() ? sketch.flawed(Flaw.NOT_THE_DEMANDED_JSON) : sketch;
    }

    /** Those that say something rather than call tools. */
    static List<Proposal> texts(List<Proposal> proposals) {
        return proposals.stream().filter(p -> !p.answer().callsTools()).toList();
    }

    static List<Proposal> sound(List<Proposal> proposals) {
        return proposals.stream().filter(p -> p.sketch().flaw() == Flaw.NONE).toList();
    }

    /** Those without a flaw as answers of that form, whatever their own calls were asked for. */
    static List<Proposal> valid(List<Proposal> proposals, AnswerForm form) {
        return proposals.stream()
                .filter(p -> sketch(p.answer(), form).flaw() == Flaw.NONE)
                .toList();
    }

    /** The same ones, none of them flawed by its form. */
    static List<Proposal> ofAnyForm(List<Proposal> proposals) {
        return proposals.stream()
                .map(p -> new Proposal(p.model(), p.answer(), sketch(p.answer(), AnswerForm.free()), p.warrant()))
                .toList();
    }

    /** Without those that most others contradict. */
    static List<Proposal> majority(List<Proposal> proposals) {
        return MajorityCluster.keep(proposals.stream().map(Proposal::sketch).toList()).stream()
                .map(proposals::get)
                .toList();
    }

    /** The weighted plurality's earliest; empty only when there is none at all. */
    static Optional<Proposal> best(List<Proposal> proposals, Reliability reliability) {
        int leader = evidence(proposals, reliability).leader();
        return leader < 0 ? Optional.empty() : Optional.of(proposals.get(leader));
    }

    /** Of the answer that most give the proposal of the best model; of answers that as many give that of the better model. */
    static Optional<Proposal> mostShared(List<Proposal> proposals, ToDoubleFunction<ModelId> qualities) {
        Comparator<Proposal> byQuality = Comparator.comparingDouble(p -> qualities.applyAsDouble(p.model()));
        return clusters(proposals).stream()
                .map(cluster -> Map.entry(cluster.size(), earliest(cluster, byQuality)))
                .reduce(BinaryOperator.maxBy(
                        Map.Entry.<Integer, Proposal>comparingByKey().thenComparing(Map.Entry::getValue, byQuality)))
                .map(Map.Entry::getValue);
    }

    private static Proposal earliest(List<Proposal> cluster, Comparator<Proposal> best) {
        return cluster.stream().reduce(BinaryOperator.maxBy(best)).orElseThrow();
    }

    private static List<List<Proposal>> clusters(List<Proposal> proposals) {
        return evidence(proposals, Reliability.EQUAL).clusters().stream()
                .map(cluster -> cluster.stream().map(proposals::get).toList())
                .toList();
    }

    private static Evidence evidence(List<Proposal> proposals, Reliability reliability) {
        return Evidence.of(proposals.stream()
                .map(p -> new Evidence.Voice(p.model(), Optional.of(p.sketch()), reliability.of(p.model())))
                .toList());
    }

    /** One member's tool calls, whole, when more than half of the proposals call tools: those that most agree on. */
    static Optional<Proposal> toolCall(List<Proposal> proposals) {
        List<Proposal> calling =
                proposals.stream().filter(p -> p.answer().callsTools()).toList();
        return calling.size() * 2 > proposals.size() ? best(calling, Reliability.EQUAL) : Optional.empty();
    }
}
