package dev.tutti.memory.modelstore;

import dev.tutti.sense.policy.Prediction;
import java.util.Optional;

/** What is believed of a plan on a prompt, and what the choice stands on: drawn towards the plan's mean over all prompts. */
record Beliefs(Belief here, Belief onTraffic) {
    static Beliefs alike(Belief belief) {
        return new Beliefs(belief, belief);
    }

    /** A prompt's own figures count in the choice by that share. */
    static Beliefs of(Belief here, Belief overall, double share) {
        return new Beliefs(here, here.tempered(overall, share));
    }

    Prediction toPrediction() {
        Optional<Prediction.Traffic> traffic = here.equals(onTraffic)
                ? Optional.empty()
                : Optional.of(new Prediction.Traffic(onTraffic.mean(), onTraffic.lower(), onTraffic.upper()));
        return new Prediction(here.mean(), here.lower(), here.upper(), here.basis(), traffic);
    }
}
