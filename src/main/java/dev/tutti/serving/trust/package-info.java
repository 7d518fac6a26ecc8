/**
 * Whose words may steer an answer for now. Doors: {@link dev.tutti.serving.trust.Quarantine} and
 * {@link dev.tutti.serving.trust.Overspending}.
 */
@NullMarked
package dev.tutti.serving.trust;

import org.jspecify.annotations.NullMarked;
