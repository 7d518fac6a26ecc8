/** The one room with JDBC: SQLite behind the interfaces of the other memory rooms; migrations. */
@NullMarked
package dev.tutti.memory.store;

import org.jspecify.annotations.NullMarked;
