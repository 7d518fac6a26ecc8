package dev.tutti.learning.rollout;

import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.policy.Arm;
import dev.tutti.words.chat.RequestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the log says of one rollout: the requests that both routers decided, and the pairs. Rows come in the order in which
 * they were written, labels may be of any time. Not safe for threads.
 */
final class RolloutReading {
    private final Rollout rollout;
    private final List<Known> facts = new ArrayList<>();
    /** Requests on which the two differ: one half of a pair, perhaps. */
    private final Map<RequestId, Half> halves = new HashMap<>();

    private long requests;

    RolloutReading(Rollout rollout) {
        this.rollout = rollout;
    }

    private record Half(Went went, Optional<Scored> scored) {}

    private record Scored(double score, Instant at) {}

    /** Requests of the present stage so far. */
    long requests() {
        return requests;
    }

    void add(LabelledRow labelled) {
        OutcomeRow row = labelled.row();
        row.receipt()
                .arm()
                .filter(arm -> row.ending() != EndingKind.CANCELLED && isOfThis(row, arm))
                .ifPresent(arm -> {
                    if (row.paired()) {
                        pair(labelled, arm);
                    } else if (row.auditOf().isEmpty()) {
                        request(labelled, arm);
                    }
                });
    }

    /** The version is not told where the challenger broke and the rule decided in its place: that is its doing, too. */
    private boolean isOfThis(OutcomeRow row, Arm arm) {
        String own = row.receipt().routerVersion();
        return arm.challenger()
                ? arm.other().equals(rollout.champion())
                        && (own.equals(rollout.challenger()) || own.equals(Rollout.NO_RELEASE))
                : arm.other().equals(rollout.challenger());
    }

    private void request(LabelledRow labelled, Arm arm) {
        OutcomeRow row = labelled.row();
        Went went = went(row, arm);
        requests += arm.share() == rollout.stage().share() ? 1 : 0;
        note(row.at(), row.id(), weighing -> weighing.decided(arm.alike()));
        if (!arm.alike() && !row.explored()) {
            halves.put(row.id(), new Half(went, scored(labelled)));
        }
        if (arm.share() > 0 && arm.share() < 1) {
            note(row.at(), row.id(), weighing -> weighing.went(arm.challenger(), went));
            sampled(labelled)
                    .ifPresent(label ->
                            note(label.at(), row.id(), weighing -> weighing.scored(arm.challenger(), label.score())));
        }
    }

    private void pair(LabelledRow labelled, Arm arm) {
        OutcomeRow row = labelled.row();
        Optional<Half> served = row.auditOf().map(halves::remove);
        if (served.isEmpty()) {
            return;
        }
        Half own = new Half(went(row, arm), scored(labelled));
        Half challenger = arm.challenger() ? own : served.get();
        Half champion = arm.challenger() ? served.get() : own;
        note(row.at(), row.id(), weighing -> weighing.pair(challenger.went(), champion.went()));
        if (challenger.scored().isPresent() && champion.scored().isPresent()) {
            Scored one = challenger.scored().get();
            Scored other = champion.scored().get();
            Instant later = one.at().isAfter(other.at()) ? one.at() : other.at();
            note(
                    later.isAfter(row.at()) ? later : row.at(),
                    row.id(),
                    weighing -> weighing.pairScored(one.score(), other.score()));
        }
    }

    /** A challenger that broke has failed, however well the rule answered in its place. */
    private Went went(OutcomeRow row, Arm arm) {
        boolean broke = arm.challenger() && !row.receipt().routerVersion().equals(rollout.challenger());
        return broke ? Went.of(row).inVain() : Went.of(row);
    }

    private void note(Instant at, RequestId id, Consumer<Weighing> fact) {
        facts.add(new Known(at, id.value(), fact));
    }

    /** An answer that did not come is worth nothing, and nobody needs to say so. */
    private static Optional<Scored> scored(LabelledRow labelled) {
        return labelled.row().ending() == EndingKind.FAILED
                ? Optional.of(new Scored(0, labelled.row().at()))
                : counting(labelled).map(label -> new Scored(label.score(), label.at()));
    }

    private static Optional<Label> sampled(LabelledRow labelled) {
        return counting(labelled).filter(Label::randomlySampled);
    }

    /** Not people's: they score what they like to. */
    private static Optional<Label> counting(LabelledRow labelled) {
        return labelled.labels().stream()
                .filter(label -> label.source() != LabelSource.USER)
                .min(Comparator.comparing(Label::source, LabelSource.MOST_OBJECTIVE_FIRST)
                        .thenComparing(Label::at));
    }

    /** All that was read, weighed in the order in which it became known. */
    Weighing weighed(Objections objections) {
        Weighing weighing = new Weighing(objections);
        facts.stream()
                .sorted(Comparator.comparing(Known::at).thenComparing(Known::id))
                .forEach(known -> known.fact().accept(weighing));
        return weighing;
    }
}
