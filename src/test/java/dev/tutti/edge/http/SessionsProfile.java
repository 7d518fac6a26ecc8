package dev.tutti.edge.http;

import java.util.List;
import java.util.Map;

/** The whole service with keys of which the token is their name; two of them have their answers given again. */
public class SessionsProfile extends PracticeProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        for (String name : List.of("ann", "bob", "cat", "dan")) {
            settings.put("tutti.keys." + name + ".sha256", KeysProfile.sha256(name));
            settings.put("tutti.keys." + name + ".scopes", "chat,read,admin");
        }
        settings.put("tutti.keys.cat.cache", "true");
        settings.put("tutti.keys.dan.cache", "true");
        return settings;
    }
}
