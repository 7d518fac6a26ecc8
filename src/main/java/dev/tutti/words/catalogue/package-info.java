/** The models there are, and what each costs and can do. Door: {@link dev.tutti.words.catalogue.Catalogue}. */
@NullMarked
package dev.tutti.words.catalogue;

import org.jspecify.annotations.NullMarked;
