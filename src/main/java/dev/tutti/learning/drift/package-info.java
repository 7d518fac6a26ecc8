/** What has changed since the serving release was trained: models, prompts, versions. Door: {@code DriftWatch}. */
@NullMarked
package dev.tutti.learning.drift;

import org.jspecify.annotations.NullMarked;
