/** Running a plan inside its budget and deadline. Door: {@code PlanExecutor}. */
@NullMarked
package dev.tutti.serving.execution;

import org.jspecify.annotations.NullMarked;
