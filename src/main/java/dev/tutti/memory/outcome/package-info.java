/** What was decided and how it went. Door: {@code OutcomeLog}. */
@NullMarked
package dev.tutti.memory.outcome;

import org.jspecify.annotations.NullMarked;
