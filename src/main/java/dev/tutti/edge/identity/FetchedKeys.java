package dev.tutti.edge.identity;

import java.net.URI;

/** A provider's keys, over HTTP. */
final class FetchedKeys implements KeySource {
    private final KeyAddress address;
    private final Documents documents;

    FetchedKeys(KeyAddress address, Documents documents) {
        this.address = address;
        this.documents = documents;
    }

    @Override
    public KeySet fetch() throws KeysUnavailable {
        URI where = where();
        String json = documents.get(where);
        try {
            return KeySet.read(json);
        } catch (KeysUnavailable e) {
            throw new KeysUnavailable(where + ": " + e.getMessage());
        }
    }

    private URI where() throws KeysUnavailable {
        return switch (address) {
            case KeyAddress.Known known -> known.uri();
            // Each time: a provider may move its keys.
            case KeyAddress.Told told -> Discovery.keys(told, documents.get(told.document()));
        };
    }
}
