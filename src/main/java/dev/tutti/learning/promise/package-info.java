/** What may be promised of a mean score, and whether it still holds. Doors: {@code Margins}, {@code Suspicion}, {@code PromiseWatch}. */
@NullMarked
package dev.tutti.learning.promise;

import org.jspecify.annotations.NullMarked;
