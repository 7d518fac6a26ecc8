/** What answers tell about each other; the same code for live cascades and training. Door: {@link dev.tutti.sense.evidence.Evidence}. */
@NullMarked
package dev.tutti.sense.evidence;

import org.jspecify.annotations.NullMarked;
