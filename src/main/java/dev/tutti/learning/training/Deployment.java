package dev.tutti.learning.training;

import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Catalogue;

/**
 * Where a router model is to serve: the models there are, how the choice is tuned, and the targets that usually hold.
 * {@code staged}: it comes to serve step by step, not at once. {@code versions}: what was measured of a model before its
 * provider served it under another id says nothing of it any more.
 */
public record Deployment(Catalogue catalogue, PolicySettings policy, Targets usual, boolean staged, boolean versions) {
    /** Where what passed the gate serves at once. */
    public Deployment(Catalogue catalogue, PolicySettings policy, Targets usual) {
        this(catalogue, policy, usual, false, false);
    }
}
