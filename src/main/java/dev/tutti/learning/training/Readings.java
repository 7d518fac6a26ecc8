package dev.tutti.learning.training;

import dev.tutti.sense.evidence.Evidence;
import dev.tutti.words.chat.ModelId;
import java.util.List;

/** How the answers of any set of models are read on the groups of a {@link StoppingGround}. */
interface Readings {
    /** Of some models, numbered as the ground does, rising. */
    Reading of(List<Integer> models);

    /** How far the probability that the reading gives to its leading answer may stand in for that answer's score: 0 to 1. */
    double trust();

    /** One set's reading of each group, by what was learned without the group's fold. */
    interface Reading {
        Evidence of(int group);
    }

    /** Voices weighed by the reliability of their models alone, which is quick. */
    static Readings byReliability(StoppingGround ground) {
        return new Readings() {
            @Override
            public Reading of(List<Integer> models) {
                List<ModelId> named = ground.named(models);
                return group -> Evidence.of(PlanReplay.voices(named, ground.reliability(), ground.group(group)));
            }

            @Override
            public double trust() {
                return 0;
            }
        };
    }
}
