package dev.tutti.edge.http;

import dev.tutti.memory.modelstore.TwoReleases;
import dev.tutti.memory.tenancy.Scope;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** {@link PracticeProfile} with a key that may do everything, {@link #KEY}, and two releases of the router model. */
public class DescribedProfile extends PracticeProfile {
    static final String KEY = "the-key-to-everything";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        TwoReleases.publishTo(Path.of(settings.get("tutti.model-store")));
        settings.put("tutti.keys.described.sha256", KeysProfile.sha256(KEY));
        settings.put(
                "tutti.keys.described.scopes",
                Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.joining(",")));
        return settings;
    }
}
