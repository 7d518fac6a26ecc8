package dev.tutti.edge.practice;

import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import java.net.URI;
import java.util.List;

/** What the start says, so that nobody takes practice for the real thing. */
final class PracticeBanner {
    private PracticeBanner() {}

    static List<String> lines(List<CatalogueModel> models, URI url) {
        long simulated =
                models.stream().filter(m -> m.origin() == Origin.SIMULATED).count();
        return List.of(
                "PRACTICE: no real model is configured. " + simulated + " simulated and " + (models.size() - simulated)
                        + " replayed models answer at " + url,
                "PRACTICE: nothing leaves this machine and nothing is spent; simulated answers say that they are.",
                "For real models: set OPENAI_API_KEY, or tutti.catalogue=FILE (a YAML file of endpoints that"
                        + " speak OpenAI's chat completions or Anthropic's Messages).");
    }
}
