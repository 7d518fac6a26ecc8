package dev.tutti.edge.identity;

/** Where a provider's keys come from. May block, for a bounded time. */
@FunctionalInterface
interface KeySource {
    KeySet fetch() throws KeysUnavailable;
}
