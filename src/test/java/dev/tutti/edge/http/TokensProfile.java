package dev.tutti.edge.http;

import java.util.Map;

/** {@link FaultProfile} with what holds for some holders of tokens, and a key whose name is a holder's. */
public class TokensProfile extends FaultProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        // A test holds the provider's answer back for as long as a crowd takes, on however busy a machine.
        settings.put("tutti.oidc.keys.timeout", "1m");
        settings.put("tutti.oidc.limits.monthly-budget-usd", "1000");
        settings.put("tutti.oidc.tenants.poor.daily-budget-usd", "0.000000000001");
        settings.put("tutti.oidc.tenants.busy.claim", "system:serviceaccount:shop:busy");
        settings.put("tutti.oidc.tenants.busy.requests-per-minute", "2");
        settings.put("tutti.oidc.tenants.narrow.allow-models", "embed/*");
        settings.put("tutti.oidc.tenants.again.cache", "true");
        settings.put("tutti.oidc.tenants.too.cache", "true");
        settings.put("tutti.keys.billing.sha256", KeysProfile.sha256("billing"));
        settings.put("tutti.keys.billing.scopes", "chat,feedback");
        return settings;
    }
}
