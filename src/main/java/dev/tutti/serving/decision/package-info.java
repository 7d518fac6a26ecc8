/** Choosing a plan live; never calls a model, never blocks, never throws. Door: {@link dev.tutti.serving.decision.Router}. */
@NullMarked
package dev.tutti.serving.decision;

import org.jspecify.annotations.NullMarked;
