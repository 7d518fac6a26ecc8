package dev.tutti.edge.http;

import java.util.Map;

/** {@link FaultProfile} with keys of which the token is their name. */
public class EmbeddingProfile extends FaultProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        KeyBudgetProfile.addKey(settings, "rich", "monthly", "1000");
        settings.put("tutti.keys.rich.scopes", "chat,read");
        KeyBudgetProfile.addKey(settings, "crowd", "monthly", "0.0005");
        KeyBudgetProfile.addKey(settings, "spent", "daily", "0.000001");
        KeyBudgetProfile.addKey(settings, "chatty", "monthly", "1");
        settings.put("tutti.keys.chatty.allow-models", "chat/*");
        KeyBudgetProfile.addKey(settings, "slow", "monthly", "1");
        settings.put("tutti.keys.slow.tokens-per-minute", "30");
        KeyBudgetProfile.addKey(settings, "strict", "monthly", "1");
        settings.put("tutti.keys.strict.tokens-per-minute", "30");
        KeyBudgetProfile.addKey(settings, "reader", "monthly", "1");
        settings.put("tutti.keys.reader.scopes", "read");
        return settings;
    }
}
