/**
 * Money and time of one request, and the money of one key: what is left, what is held back, what a dollar must buy. Doors:
 * {@code Ledger}, {@code Deadline}, {@code Account}, {@code Pacer}.
 */
@NullMarked
package dev.tutti.sense.budget;

import org.jspecify.annotations.NullMarked;
