package dev.tutti.learning.training;

import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Catalogue;

/** Where a router model is to serve: the models there are, how the choice is tuned, and the targets that usually hold. */
public record Deployment(Catalogue catalogue, PolicySettings policy, Targets usual) {}
