/** Money and time of one request: what is left, what is held back. Doors: {@code Ledger}, {@code Deadline}. */
@NullMarked
package dev.tutti.sense.budget;

import org.jspecify.annotations.NullMarked;
