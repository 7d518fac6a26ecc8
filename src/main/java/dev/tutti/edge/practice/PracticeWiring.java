package dev.tutti.edge.practice;

import dev.tutti.serving.provider.CatalogueLoader;
import dev.tutti.serving.provider.CatalogueProblem;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.setting.Early;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes the catalogue: of the file that {@code tutti.catalogue} names, else OpenAI's models when {@code OPENAI_API_KEY} is
 * set, else the practice upstream's, which is started only then. {@code tutti.catalogue=practice} asks for practice
 * whatever the environment holds.
 */
@Singleton
final class PracticeWiring {
    private static final Logger LOG = Logger.getLogger(PracticeWiring.class);
    private static final String PRACTICE = "practice";

    private final PracticeSettings settings;
    private final Vertx vertx;
    private final InstantSource clock;
    private Optional<PracticeUpstream> upstream = Optional.empty();

    PracticeWiring(PracticeSettings settings, Vertx vertx, InstantSource clock) {
        this.settings = settings;
        this.vertx = vertx;
        this.clock = clock;
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Catalogue catalogue(
            CatalogueLoader loader,
            @ConfigProperty(name = "tutti.catalogue") Optional<String> file,
            @ConfigProperty(name = "OPENAI_API_KEY") Optional<String> openAiKey) {
        if (file.isPresent() && !file.get().equals(PRACTICE)) {
            return CatalogueLoader.catalogueOf(loader.load(Path.of(file.get())));
        }
        if (file.isEmpty() && openAiKey.isPresent()) {
            return CatalogueLoader.catalogueOf(loader.openAi());
        }
        if (!settings.enabled()) {
            throw new CatalogueProblem("tutti.practice.enabled=false and no real model: set tutti.catalogue=FILE or"
                    + " OPENAI_API_KEY, or allow practice");
        }
        return practice();
    }

    void stop(@Observes ShutdownEvent event) {
        upstream.ifPresent(PracticeUpstream::close);
    }

    private Catalogue practice() {
        double scale = settings.latencyScale();
        if (!(scale >= 0 && scale <= Pace.MOST)) {
            throw new CatalogueProblem("tutti.practice.latency-scale=" + scale + ": 0 to " + Pace.MOST + " is allowed");
        }
        PracticeUpstream started = new PracticeUpstream(PracticeCast.of(settings), vertx, new Pace(scale), clock);
        upstream = Optional.of(started);
        PracticeBanner.lines(started.entries(), started.url()).forEach(LOG::info);
        return new Catalogue(version(started), started.entries());
    }

    /** Does not change with the port, which is another one at each start. */
    private static String version(PracticeUpstream started) {
        return CatalogueLoader.catalogueOf(started.entriesAt(URI.create("http://practice/v1")))
                .version();
    }
}
