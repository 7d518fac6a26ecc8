/** The closed set of ways to answer, with their arithmetic of cost and time. Door: {@link dev.tutti.words.plan.Plan}. */
@NullMarked
package dev.tutti.words.plan;

import org.jspecify.annotations.NullMarked;
