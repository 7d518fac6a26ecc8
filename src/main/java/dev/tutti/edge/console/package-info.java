/** The web page. */
@NullMarked
package dev.tutti.edge.console;

import org.jspecify.annotations.NullMarked;
