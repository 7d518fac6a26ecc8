package dev.tutti.serving.decision;

import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Receipt;

/** The chosen plan, the probability with which it was chosen, and the receipt that explains it. */
public record Decision(Candidate chosen, double propensity, boolean explored, Receipt receipt) {}
