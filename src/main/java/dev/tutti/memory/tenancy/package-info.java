/** Who calls: keys and their scopes. Door: {@code Keys}. */
@NullMarked
package dev.tutti.memory.tenancy;

import org.jspecify.annotations.NullMarked;
