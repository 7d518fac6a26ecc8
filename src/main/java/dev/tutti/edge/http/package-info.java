/** The wire: status codes, JSON, SSE, validation. Resources only map, delegate and map back. */
@NullMarked
package dev.tutti.edge.http;

import org.jspecify.annotations.NullMarked;
