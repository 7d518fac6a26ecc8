/** How a release comes to serve step by step, and is taken back when it does worse. Door: {@code RolloutWatch}. */
@NullMarked
package dev.tutti.learning.rollout;

import org.jspecify.annotations.NullMarked;
