/** An OpenAI-compatible practice upstream: simulated models and replayed real answers. */
@NullMarked
package dev.tutti.edge.practice;

import org.jspecify.annotations.NullMarked;
