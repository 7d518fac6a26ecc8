package dev.tutti.edge.http;

import dev.tutti.words.catalogue.Catalogue;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started once the catalogue is read. */
@Startup
final class StartedCheck implements HealthCheck {

    private final Catalogue catalogue;

    StartedCheck(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("catalogue")
                .up()
                .withData("models", catalogue.models().size())
                .build();
    }
}
