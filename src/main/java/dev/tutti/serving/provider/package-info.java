/** Talking to LLM endpoints: one small interface, many small wrappers. Door: {@link dev.tutti.serving.provider.ModelClient}. */
@NullMarked
package dev.tutti.serving.provider;

import org.jspecify.annotations.NullMarked;
