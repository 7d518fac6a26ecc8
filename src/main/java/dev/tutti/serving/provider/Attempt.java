package dev.tutti.serving.provider;

/** One request on its way, never repeated by itself. */
interface Attempt extends InFlight {
    /** Whether another attempt makes sense; to be asked once it has ended. */
    Again again();
}
