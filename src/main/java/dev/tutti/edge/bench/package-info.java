/** The benchmarks behind {@code tutti bench}, and the soak behind {@code tutti soak}. */
@NullMarked
package dev.tutti.edge.bench;

import org.jspecify.annotations.NullMarked;
