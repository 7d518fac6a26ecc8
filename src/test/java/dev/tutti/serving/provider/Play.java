package dev.tutti.serving.provider;

import java.io.IOException;

/** What a {@link StubUpstream} does with one request. */
@FunctionalInterface
public interface Play {
    void on(StubUpstream.Exchange exchange) throws IOException;
}
