/** Numbers read off a request, versioned; the same code for serving and training. Door: {@code FeatureExtractor}. */
@NullMarked
package dev.tutti.sense.feature;

import org.jspecify.annotations.NullMarked;
