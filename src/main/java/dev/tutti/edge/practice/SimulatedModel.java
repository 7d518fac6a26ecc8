package dev.tutti.edge.practice;

import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A made-up model: a persona with the mind that all simulated models share. */
final class SimulatedModel implements PracticeModel {
    private static final Tokens WINDOW = new Tokens(128_000);
    private static final Tokens MOST_OUTPUT = new Tokens(2_048);
    private static final double SPREAD = 0.35;
    private static final double NANOS = 1e6;

    private final Persona persona;
    private final SimulatedMind mind;
    private final double failureScale;

    /** {@code failureScale}: how much of the persona's share of failures is played, 0 to 1. */
    SimulatedModel(Persona persona, SimulatedMind mind, double failureScale) {
        this.persona = persona;
        this.mind = mind;
        this.failureScale = failureScale;
    }

    @Override
    public CatalogueModel entry(URI baseUrl) {
        return new CatalogueModel(
                persona.id(),
                persona.price(),
                WINDOW,
                MOST_OUTPUT,
                Set.of(),
                persona.family(),
                persona.size(),
                Trust.TRUSTED,
                Origin.SIMULATED,
                Optional.empty(),
                PracticeEndpoint.of(baseUrl, persona.id()));
    }

    @Override
    public boolean stumbles(Ask ask) {
        return sample(mind.latent(ask.prompt()), ask).with("failure").uniform() < persona.failures() * failureScale;
    }

    @Override
    public Reply reply(Ask ask) {
        Latent latent = mind.latent(ask.prompt());
        Chance sample = sample(latent, ask);
        return said(ask, write(ask, latent, sample), sample);
    }

    /** A question with proposals is another one than without. */
    private Chance sample(Latent latent, Ask ask) {
        int shown = ask.panel().map(panel -> panel.proposals().size()).orElse(0);
        return mind.sample(persona, latent, ask).with(shown);
    }

    private String write(Ask ask, Latent latent, Chance sample) {
        if (ask.panel().isEmpty()) {
            return SimulatedProse.write(persona, mind.answer(persona, latent, ask), ask.json(), sample.with("prose"));
        }
        Panel panel = ask.panel().get();
        List<Optional<String>> codes =
                panel.proposals().stream().map(PracticeTruth::said).toList();
        String fused = mind.fuse(
                persona, latent, ask, codes.stream().flatMap(Optional::stream).toList());
        return panel.select()
                ? Integer.toString(numberOf(fused, codes).orElse(1))
                : SimulatedProse.write(persona, fused, ask.json(), sample.with("prose"));
    }

    /** Counted from 1, as the proposals are. */
    private static OptionalInt numberOf(String code, List<Optional<String>> codes) {
        int place = codes.indexOf(Optional.of(code));
        return place < 0 ? OptionalInt.empty() : OptionalInt.of(place + 1);
    }

    private Reply said(Ask ask, String text, Chance sample) {
        long limit = ask.maxTokens().orElse(MOST_OUTPUT.count());
        boolean cut = TokenCount.of(text.length()) > limit;
        String kept = cut ? text.substring(0, (int) TokenCount.characters(limit)) : text;
        long tokens = TokenCount.of(kept.length());
        double pace = StrictMath.exp(SPREAD * sample.with("pace").gaussian());
        double start = StrictMath.exp(SPREAD * sample.with("start").gaussian());
        return new Reply.Said(
                kept,
                cut ? "length" : "stop",
                TokenCount.of(ask.characters()),
                tokens,
                Duration.ofNanos(Math.round(persona.firstMillis() * start * NANOS)),
                Duration.ofNanos(Math.round(persona.tokenMillis() * pace * tokens * NANOS)));
    }
}
