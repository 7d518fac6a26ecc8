/** Reports read from outcomes. Door: {@code Insights}. */
@NullMarked
package dev.tutti.learning.insight;

import org.jspecify.annotations.NullMarked;
