/** Whose words may steer an answer for now. Door: {@link dev.tutti.serving.trust.Quarantine}. */
@NullMarked
package dev.tutti.serving.trust;

import org.jspecify.annotations.NullMarked;
