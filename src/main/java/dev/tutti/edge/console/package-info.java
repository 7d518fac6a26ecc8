/** The web page, the description of the API, and the page over that. */
@NullMarked
package dev.tutti.edge.console;

import org.jspecify.annotations.NullMarked;
