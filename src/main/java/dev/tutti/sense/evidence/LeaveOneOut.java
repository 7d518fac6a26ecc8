package dev.tutti.sense.evidence;

import dev.tutti.sense.evidence.Evidence.Voice;
import dev.tutti.words.chat.ModelId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leave-one-out influence: whose removal changes the answer. Without a model the answer is the weighted plurality of the
 * other voices. It is another one than was given either because the plurality of all had been given, or because an
 * aggregator gave what that model alone had said. Pure, from sketches alone.
 *
 * <p>Only between short answers, since code cannot tell whether two long texts say the same; and for these the plurality of
 * all is that of what {@link MajorityCluster} keeps.
 */
public final class LeaveOneOut {
    private LeaveOneOut() {}

    /** The influence of each model that has some, in the order of first voices; all voices of a model leave together. */
    public static List<Influence> of(List<Voice> voices, AnswerSketch given) {
        if (!comparable(given)) {
            return List.of();
        }
        boolean plurality =
                answer(voices).filter(all -> Agreement.agree(all, given)).isPresent();
        Set<ModelId> backers = new LinkedHashSet<>();
        voices.stream().filter(voice -> says(voice, given)).forEach(voice -> backers.add(voice.model()));
        Set<ModelId> suspects = new LinkedHashSet<>();
        voices.stream()
                .map(Voice::model)
                .filter(model -> plurality || backers.equals(Set.of(model)))
                .forEach(suspects::add);
        return suspects.stream()
                .flatMap(model -> of(model, voices, given).stream())
                .toList();
    }

    private static Optional<Influence> of(ModelId model, List<Voice> voices, AnswerSketch given) {
        return answer(without(model, voices))
                .filter(other -> !Agreement.agree(given, other))
                .map(other -> new Influence(model, given.digest(), other.digest()));
    }

    private static boolean says(Voice voice, AnswerSketch given) {
        return voice.sketch().filter(said -> Agreement.agree(said, given)).isPresent();
    }

    private static List<Voice> without(ModelId model, List<Voice> voices) {
        return voices.stream().filter(voice -> !voice.model().equals(model)).toList();
    }

    /** The leading answer when it is short and sound. */
    private static Optional<AnswerSketch> answer(List<Voice> voices) {
        int leader = Evidence.of(voices).leader();
        return leader < 0 ? Optional.empty() : voices.get(leader).sketch().filter(LeaveOneOut::comparable);
    }

    private static boolean comparable(AnswerSketch answer) {
        return answer.brief() && answer.flaw() == Flaw.NONE;
    }
}
