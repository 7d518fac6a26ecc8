/** The choice as a function: predictions, target and budgets give ranked candidates and propensities. Door: {@code Policy}. */
@NullMarked
package dev.tutti.sense.policy;

import org.jspecify.annotations.NullMarked;
