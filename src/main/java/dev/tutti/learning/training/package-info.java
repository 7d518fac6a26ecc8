/** A better router model from outcomes, or none, and the proof. Door: {@code Trainer}. */
@NullMarked
package dev.tutti.learning.training;

import org.jspecify.annotations.NullMarked;
