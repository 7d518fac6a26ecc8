/** Numbers read off a request, versioned; the same code for serving and training. Door: {@link dev.tutti.sense.feature.FeatureExtractor}. */
@NullMarked
package dev.tutti.sense.feature;

import org.jspecify.annotations.NullMarked;
