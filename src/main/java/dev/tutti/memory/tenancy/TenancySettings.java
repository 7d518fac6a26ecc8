package dev.tutti.memory.tenancy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that callers may show, by name: {@code tutti.keys.NAME.sha256} and {@code tutti.keys.NAME.scopes}. */
@ConfigMapping(prefix = "tutti.keys")
public interface TenancySettings {
    @WithParentName
    Map<String, Key> keys();

    /** One key. */
    interface Key {
        /** The SHA-256 of the key in 64 hex digits: {@code printf %s "$KEY" | sha256sum}. */
        String sha256();

        /** What it may do: any of chat, feedback, label, read, admin. */
        List<String> scopes();

        /** Whose it is, for people; nothing depends on it. */
        Optional<String> label();
    }
}
