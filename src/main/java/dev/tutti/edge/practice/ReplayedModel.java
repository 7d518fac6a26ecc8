package dev.tutti.edge.practice;

import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A real model whose recorded answers are given again, with their recorded token counts. A prompt that is not on record is
 * a 404, never a made-up answer; an answer that could not be read when it was recorded ends as cut off. Shown proposals it cannot think: it answers with their plurality, which stands in for a
 * real aggregator. Its time is made up: {@link #FIRST_BYTE}, then {@link #TOKEN} for each token.
 */
final class ReplayedModel implements PracticeModel {
    static final Duration FIRST_BYTE = Duration.ofMillis(300);
    static final Duration TOKEN = Duration.ofMillis(10);
    private static final Tokens WINDOW = new Tokens(128_000);
    private static final long LEAST_OUTPUT = 256;

    private final String name;
    private final Price price;
    private final Recordings recordings;
    private final long mostOutput;

    ReplayedModel(String name, Price price, Recordings recordings) {
        this.name = name;
        this.price = price;
        this.recordings = recordings;
        mostOutput = recordings.all().stream()
                .map(recording -> recording.arms().get(name))
                .mapToLong(arm -> arm == null ? 0 : arm.completionTokens())
                .reduce(0, Math::max);
    }

    @Override
    public CatalogueModel entry(URI baseUrl) {
        return entry(name, price, mostOutput, Trust.TRUSTED, baseUrl);
    }

    static CatalogueModel entry(String name, Price price, long longest, Trust trust, URI baseUrl) {
        ModelId id = new ModelId("replay/" + name);
        return new CatalogueModel(
                id,
                price,
                WINDOW,
                new Tokens(Math.max(LEAST_OUTPUT, longest)),
                Set.of(),
                ReplayedFacts.family(name),
                ReplayedFacts.size(price),
                trust,
                Origin.REPLAYED,
                Optional.empty(),
                PracticeEndpoint.of(baseUrl, id));
    }

    @Override
    public boolean stumbles(Ask ask) {
        return false;
    }

    @Override
    public Reply reply(Ask ask) {
        Optional<Recording.Arm> arm = recordings
                .find(ask.prompt())
                .flatMap(recording -> Optional.ofNullable(recording.arms().get(name)));
        if (arm.isEmpty()) {
            return new Reply.Refused(
                    404,
                    "invalid_request_error",
                    "prompt_not_recorded",
                    "no answer of " + name + " to this prompt is on record; a replayed model answers recorded prompts"
                            + " only");
        }
        return ask.panel().isPresent() ? fused(ask, ask.panel().get()) : recorded(ask, arm.get());
    }

    private Reply recorded(Ask ask, Recording.Arm arm) {
        boolean cut = ask.maxTokens().isPresent()
                && arm.completionTokens() > ask.maxTokens().getAsLong();
        String text = cut ? "[replayed] the answer of " + name + " is longer than this" : ReplayedText.of(name, arm);
        boolean unreadable = arm.textKept() && arm.answer().isEmpty();
        long tokens = cut ? ask.maxTokens().getAsLong() : arm.completionTokens();
        return said(text, cut || unreadable, arm.promptTokens(), tokens);
    }

    private static Reply fused(Ask ask, Panel panel) {
        int chosen = PanelPlurality.of(panel);
        String text = panel.select()
                ? Integer.toString(chosen + 1)
                : panel.proposals().get(chosen);
        return said(text, false, TokenCount.of(ask.characters()), TokenCount.of(text.length()));
    }

    private static Reply said(String text, boolean cut, long promptTokens, long tokens) {
        return new Reply.Said(
                text, cut ? "length" : "stop", promptTokens, tokens, FIRST_BYTE, TOKEN.multipliedBy(tokens));
    }
}
