/** The choice as a function: predictions, target and budgets give ranked candidates and propensities. Door: {@link dev.tutti.sense.policy.Policy}. */
@NullMarked
package dev.tutti.sense.policy;

import org.jspecify.annotations.NullMarked;
