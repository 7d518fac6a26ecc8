/** The commands of {@code tutti}. */
@NullMarked
package dev.tutti.edge.cli;

import org.jspecify.annotations.NullMarked;
