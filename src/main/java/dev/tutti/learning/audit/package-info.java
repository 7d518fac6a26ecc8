/** Background runs of plans that were not chosen, so that the log knows what they would have brought. Door: {@code Auditor}. */
@NullMarked
package dev.tutti.learning.audit;

import org.jspecify.annotations.NullMarked;
