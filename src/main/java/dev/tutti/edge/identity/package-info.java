/**
 * Tokens of an identity provider in the place of keys: its keys, what a token must be, and who its holder is here. Nothing of
 * it is made where none is set. Door: {@code Tokens} of the room of keys, which {@link dev.tutti.edge.identity.OidcSettings}
 * switch on.
 */
@NullMarked
package dev.tutti.edge.identity;

import org.jspecify.annotations.NullMarked;
