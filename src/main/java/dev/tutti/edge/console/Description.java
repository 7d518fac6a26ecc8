package dev.tutti.edge.console;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The description of the API, as YAML and as JSON. The first who asks for JSON waits until it is made: a start need not. */
@Singleton
final class Description {
    static final String YAML = "application/yaml";
    static final String JSON = "application/json";

    private final byte[] yaml = Packed.read("META-INF/openapi.yaml");
    private byte @Nullable [] json;

    /** Not to be written to. */
    byte[] yaml() {
        return yaml;
    }

    /** Not to be written to. */
    synchronized byte[] json() {
        byte[] made = json;
        if (made == null) {
            made = made();
            json = made;
        }
        return made;
    }

    private byte[] made() {
        try {
            return JsonMapper.builder().build().writeValueAsBytes(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** YAML where the caller does not ask for JSON: it is what people read. {@code accepted}: the header that says so. */
    static boolean isJsonWanted(@Nullable String accepted) {
        return accepted != null && accepted.contains(JSON) && !accepted.contains(YAML);
    }
}
