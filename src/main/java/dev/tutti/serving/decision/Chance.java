package dev.tutti.serving.decision;

import dev.tutti.sense.policy.ExplorationDraw;
import dev.tutti.sense.policy.NewcomerDraw;
import dev.tutti.sense.policy.Policy;
import dev.tutti.sense.policy.PolicyChoice;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.words.chat.RequestId;

/** Whether anything may be explored on a request, read once, so that it is the same for each router that decides on it. */
record Chance(RequestId id, boolean explores, PolicySettings settings) {
    /**
     * What of the champion and the plans beside it this request draws. A conversation that its plan's prompt caches make
     * cheaper stays: a draw would throw away what the champion was chosen for, and more on the turns to come.
     */
    PolicyChoice.Chosen draw(Question question, PolicyChoice.Chosen champion) {
        if (!explores || champion.candidate().forecast().savesByCache()) {
            return champion;
        }
        PolicySettings policy = question.policy(settings);
        PolicyChoice.Chosen explored = Policy.explore(champion, question.targets(), policy, ExplorationDraw.of(id));
        return question.newcomer()
                .map(one -> Policy.introduce(explored, one, question.targets(), policy, NewcomerDraw.of(id)))
                .orElse(explored);
    }
}
