package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;

/** A running Tutti, asked over HTTP. */
interface Tutti {
    ServedTutti.Reply get(String path);

    ServedTutti.Reply post(String path, JsonNode body);
}
