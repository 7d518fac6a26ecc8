/** The order of the four steps: look, decide, run, record. The first file to read: {@code RoutingPipeline}. */
@NullMarked
package dev.tutti.serving.routing;

import org.jspecify.annotations.NullMarked;
