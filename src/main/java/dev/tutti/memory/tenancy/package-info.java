/** Who calls: keys, their scopes and their budgets. Doors: {@code Keys}, {@code KeyRegister}, {@code Accounts}. */
@NullMarked
package dev.tutti.memory.tenancy;

import org.jspecify.annotations.NullMarked;
