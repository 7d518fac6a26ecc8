package dev.tutti.edge.bench;

import dev.tutti.sense.evidence.Agreement;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.AnswerSketcher;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.sense.evidence.Flaw;
import dev.tutti.sense.evidence.MajorityCluster;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a panel said on one recorded prompt, in order, with the recorded score of each answer. {@code wrong}: all wrong
 * answers to the prompt that are on record, those of the panel first.
 */
record PanelAnswers(List<Member> members, List<AnswerSketch> wrong) {
    static final ModelId ADVERSARY = new ModelId("adversary");

    private static final double RIGHT = 0.5;

    record Member(ModelId model, AnswerSketch sketch, double score) {}

    PanelAnswers {
        members = List.copyOf(members);
        wrong = List.copyOf(wrong);
    }

    /** The answers of these models; the commonest wrong answer is looked for among them first, then among {@code all}. */
    static PanelAnswers of(RecordedPrompt prompt, List<String> models, List<String> all) {
        List<Member> members = members(prompt, models);
        List<AnswerSketch> wrong = wrong(members);
        return new PanelAnswers(members, wrong.isEmpty() ? wrong(members(prompt, all)) : wrong);
    }

    private static List<Member> members(RecordedPrompt prompt, List<String> models) {
        return models.stream()
                .map(model -> new Member(
                        new ModelId(model),
                        AnswerSketcher.sketch(prompt.arm(model).answer(), "stop", false),
                        prompt.arm(model).quality()))
                .toList();
    }

    private static List<AnswerSketch> wrong(List<Member> members) {
        return members.stream()
                .filter(member -> member.score() < RIGHT && member.sketch().flaw() == Flaw.NONE)
                .map(Member::sketch)
                .toList();
    }

    Optional<AnswerSketch> commonestWrong() {
        List<Evidence.Voice> voices = wrong.stream()
                .map(sketch -> new Evidence.Voice(ADVERSARY, Optional.of(sketch), 1))
                .toList();
        int leader = Evidence.of(voices).leader();
        return leader < 0 ? Optional.empty() : Optional.of(wrong.get(leader));
    }

    /** The same panel with the adversary ahead; its answer has the score of who said the same, else 0. */
    PanelAnswers withFirst(AnswerSketch said) {
        double score = members.stream()
                .filter(member -> Agreement.agree(member.sketch(), said))
                .mapToDouble(Member::score)
                .findFirst()
                .orElse(0);
        Member adversary = new Member(ADVERSARY, said, score);
        return new PanelAnswers(
                Stream.concat(Stream.of(adversary), members.stream()).toList(), wrong);
    }

    PanelAnswers without(Set<ModelId> left) {
        return new PanelAnswers(
                members.stream()
                        .filter(member -> !left.contains(member.model()))
                        .toList(),
                wrong);
    }

    /** What is left by the cluster and filter that serves. */
    PanelAnswers filtered() {
        List<Integer> kept =
                MajorityCluster.keep(members.stream().map(Member::sketch).toList());
        return new PanelAnswers(kept.stream().map(members::get).toList(), wrong);
    }

    boolean hasAdversary() {
        return members.stream().anyMatch(member -> member.model().equals(ADVERSARY));
    }

    /** The score of the plurality. */
    double plurality() {
        return plurality(Reliability.EQUAL);
    }

    double plurality(Reliability weights) {
        int leader = Evidence.of(voices(weights)).leader();
        return leader < 0 ? 0 : members.get(leader).score();
    }

    /** What the plurality says; an empty answer when nobody said anything. */
    AnswerSketch leading() {
        int leader = Evidence.of(voices(Reliability.EQUAL)).leader();
        return leader < 0
                ? AnswerSketcher.sketch("", "stop", false)
                : members.get(leader).sketch();
    }

    List<Evidence.Voice> voices(Reliability weights) {
        List<Evidence.Voice> voices = new ArrayList<>();
        for (Member member : members) {
            voices.add(new Evidence.Voice(member.model(), Optional.of(member.sketch()), weights.of(member.model())));
        }
        return voices;
    }

    /** The score of each short answer, by its digest; of answers that say the same the first one's. */
    Map<Long, Double> scores() {
        Map<Long, Double> scores = new HashMap<>();
        members.forEach(member -> scores.putIfAbsent(member.sketch().digest(), member.score()));
        return scores;
    }
}
