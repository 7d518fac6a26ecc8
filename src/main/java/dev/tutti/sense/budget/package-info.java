/**
 * Money and time of one request, and the money of one key: what is left, what is held back. Doors: {@code Ledger},
 * {@code Deadline}, {@code Account}.
 */
@NullMarked
package dev.tutti.sense.budget;

import org.jspecify.annotations.NullMarked;
