/** Which router model serves, verified before it is read. Door: {@code ModelStore}. */
@NullMarked
package dev.tutti.memory.modelstore;

import org.jspecify.annotations.NullMarked;
