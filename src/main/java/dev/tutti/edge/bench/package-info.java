/** The benchmarks behind {@code tutti bench}. */
@NullMarked
package dev.tutti.edge.bench;

import org.jspecify.annotations.NullMarked;
