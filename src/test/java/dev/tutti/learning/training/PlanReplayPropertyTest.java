package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.evidence.Warrant;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The replay beside the obvious way: ask one by one, count words in a map, look whether two are equal. */
final class PlanReplayPropertyTest {
    /** The word that each model says; 0 for none. A word above 2 is wrong. */
    @Provide
    Arbitrary<List<Integer>> words() {
        return Arbitraries.integers().between(0, 4).list().ofSize(Recorded.MODELS.size());
    }

    @Provide
    Arbitrary<List<Integer>> weights() {
        return Arbitraries.integers().between(1, 3).list().ofSize(Recorded.MODELS.size());
    }

    @Property
    void aVoteGivesTheScoreOfTheHeaviestWord(
            @ForAll("words") List<Integer> words, @ForAll("weights") List<Integer> weights) {
        MixedMoa vote = new MixedMoa(Recorded.MODELS, 2, new Aggregation.Vote(reliability(weights)));

        Optional<ReplayedOutcome> replayed = PlanReplay.replay(vote, group(words));

        assertThat(replayed.orElseThrow().score()).isEqualTo(slowScore(words, weights, 3));
        assertThat(replayed.orElseThrow().cost().toDouble()).isEqualTo(0.006);
    }

    @Property
    void anAdaptivePanelStopsWhenTheRestCannotChangeItsAnswer(@ForAll("words") List<Integer> words) {
        Optional<Adaptive> certain = Optional.of(new Adaptive(2, 1));
        MixedMoa panel = new MixedMoa(Recorded.MODELS, 2, new Aggregation.Vote(Reliability.EQUAL), certain);
        // The earlier of two wins a tie, so one answer and one silence leave the third nothing to change.
        boolean one = (words.get(0) == 0) != (words.get(1) == 0);
        int asked = one || (words.get(0) != 0 && words.get(0).equals(words.get(1))) ? 2 : 3;

        ReplayedOutcome replayed = PlanReplay.replay(panel, group(words)).orElseThrow();

        assertThat(replayed.calls()).isEqualTo(asked);
        assertThat(replayed.score()).isEqualTo(slowScore(words, List.of(1, 1, 1), 3));
        assertThat(replayed.cost().toDouble()).isEqualTo(asked == 2 ? 0.003 : 0.006);
    }

    @Property
    void anAgreementCascadeStopsWhenTwoSayTheSame(
            @ForAll("words") List<Integer> words, @ForAll("weights") List<Integer> weights) {
        int asked = words.get(0) != 0 && words.get(0).equals(words.get(1)) ? 2 : 3;

        ReplayedOutcome replayed =
                PlanReplay.replay(agreement(weights), group(words)).orElseThrow();

        assertThat(replayed.calls()).isEqualTo(asked);
        assertThat(replayed.score()).isEqualTo(slowScore(words, weights, asked));
    }

    @Property
    void aReplayedCascadeDoesNotStopOnAnswersThatTheirVerifierRejected(@ForAll("weights") List<Integer> weights) {
        ReplayedOutcome replayed =
                PlanReplay.replay(agreement(weights), rejectingTheFirstTwo()).orElseThrow();

        assertThat(replayed.calls()).isEqualTo(3);
        assertThat(replayed.score()).isEqualTo(score(1));
    }

    @Example
    void aReplayedVoteCountsThemAsALiveOneDoesWhoseProposalsNobodyChecks() {
        Aggregation vote = new Aggregation.Vote(Reliability.EQUAL);
        MixedMoa adaptive = new MixedMoa(Recorded.MODELS, 2, vote, Optional.of(new Adaptive(2, 1)));

        ReplayedOutcome whole = PlanReplay.replay(new MixedMoa(Recorded.MODELS, 2, vote), rejectingTheFirstTwo())
                .orElseThrow();
        ReplayedOutcome early =
                PlanReplay.replay(adaptive, rejectingTheFirstTwo()).orElseThrow();

        assertThat(whole.score()).isEqualTo(score(2));
        assertThat(early.score()).isEqualTo(score(2));
        assertThat(early.calls()).isEqualTo(2);
    }

    /** Two say 2, which their verifier rejects, and the third says 1. */
    private static PromptGroup rejectingTheFirstTwo() {
        PromptGroup before = group(List.of(2, 2, 1));
        TreeMap<ModelId, RecordedAnswer> answers = new TreeMap<>();
        before.answers().models().forEach(model -> answers.put(model, before.of(model)));
        Warrant rejected = new Warrant(Optional.empty(), Optional.of(false));
        Recorded.MODELS
                .subList(0, 2)
                .forEach(model -> answers.computeIfPresent(
                        model,
                        (_, answer) -> new RecordedAnswer(
                                answer.sketch(),
                                answer.score(),
                                answer.cost(),
                                answer.prompt(),
                                answer.output(),
                                rejected)));
        return Recorded.group(1, Recorded.features(0), new TreeMap<>(answers));
    }

    @Property
    void aSingleGivesItsModelsOwnScore(@ForAll("words") List<Integer> words) {
        for (int i = 0; i < words.size(); i++) {
            ReplayedOutcome replayed = PlanReplay.replay(new Single(Recorded.MODELS.get(i)), group(words))
                    .orElseThrow();

            assertThat(replayed.score()).isEqualTo(score(words.get(i)));
            assertThat(replayed.calls()).isEqualTo(1);
        }
    }

    private static Cascade agreement(List<Integer> weights) {
        return new Cascade(
                Recorded.MODELS.stream()
                        .map(model -> (Step) new Step.Ask(model))
                        .toList(),
                new StopRule.Agreement(2),
                reliability(weights),
                List.of(1.0, 1.0, 0.5));
    }

    private static double slowScore(List<Integer> words, List<Integer> weights, int asked) {
        Map<Integer, Integer> weightOf = new LinkedHashMap<>();
        for (int i = 0; i < asked; i++) {
            if (words.get(i) != 0) {
                weightOf.merge(words.get(i), weights.get(i), Integer::sum);
            }
        }
        int best = 0;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : weightOf.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        return score(best);
    }

    private static double score(int word) {
        return word == 1 || word == 2 ? 1.0 / word : 0;
    }

    private static Reliability reliability(List<Integer> weights) {
        TreeMap<ModelId, Double> map = new TreeMap<>();
        for (int i = 0; i < weights.size(); i++) {
            map.put(Recorded.MODELS.get(i), weights.get(i).doubleValue());
        }
        return Reliability.of(map);
    }

    private static PromptGroup group(List<Integer> words) {
        TreeMap<ModelId, RecordedAnswer> answers = new TreeMap<>();
        List<String> costs = List.of("0.001", "0.002", "0.003");
        for (int i = 0; i < words.size(); i++) {
            int word = words.get(i);
            RecordedAnswer answer =
                    word == 0 ? Recorded.missing(costs.get(i)) : Recorded.answer(word, score(word), costs.get(i));
            answers.put(Recorded.MODELS.get(i), answer);
        }
        return Recorded.group(1, Recorded.features(0), new TreeMap<>(answers));
    }
}
