package dev.tutti.edge.identity;

import org.jose4j.lang.UnresolvableKeyException;

/** A token whose head says that no key needs to be looked for; the message says why. */
final class Unfit extends UnresolvableKeyException {
    private static final long serialVersionUID = 1;

    Unfit(String why) {
        super(why);
    }
}
