package dev.tutti.serving.provider;

import io.vertx.core.http.RequestOptions;
import java.util.Optional;

/** The form in which an endpoint is asked. Refusals look alike in all of them. For many threads. */
interface Protocol {
    /** What comes after the path of the base URL. */
    String path();

    /** Adds the headers of this form alone, among them the key where there is one. */
    void sign(RequestOptions options, Optional<Secret> key);

    byte[] body(ModelCall call);
}
