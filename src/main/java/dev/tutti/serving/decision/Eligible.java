package dev.tutti.serving.decision;

import dev.tutti.serving.decision.Finding.NoCandidate;
import dev.tutti.words.catalogue.Api;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.ModelFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models that may take part in answering a request: permitted, able, and with room for prompt and answer. */
final class Eligible {
    private static final int MOST_SHOWN = 10;

    private final Catalogue catalogue;
    private final ChatRequest request;
    private final ModelFilter filter;
    private final ModelFilter ofKey;
    private final long prompt;

    Eligible(Catalogue catalogue, Question question) {
        this.catalogue = catalogue;
        request = question.request();
        filter = question.options().models();
        ofKey = filter.within().orElse(ModelFilter.ALL);
        prompt = question.prompt().count();
    }

    /** Those among them that take calls now; all of them when none does, since only a call can show that one is back. */
    List<CatalogueModel> models(Set<ModelId> usable) {
        List<CatalogueModel> able = having(m -> permitted(m) && able(m) && roomy(m));
        List<CatalogueModel> ready = new ArrayList<>(able);
        ready.removeIf(m -> !usable.contains(m.id()));
        return ready.isEmpty() ? able : ready;
    }

    /** Why this model may not take part; empty when it may. */
    Optional<NoCandidate> obstacle(ModelId id) {
        Optional<CatalogueModel> found = catalogue.find(id);
        if (found.isEmpty()) {
            return Optional.of(noModel("no model " + id + " in the catalogue"));
        }
        CatalogueModel model = found.get();
        if (!permittedByKey(model)) {
            return Optional.of(notByKey("the key of this request does not permit " + id + ": " + inWords(ofKey)));
        }
        if (!permitted(model)) {
            return Optional.of(notPermitted("routing.models does not permit " + id));
        }
        if (!able(model)) {
            return Optional.of(noModel(id + " cannot do what the request needs: " + needs()));
        }
        return roomy(model) ? Optional.empty() : Optional.of(tooLong(model));
    }

    /** Why no model at all may take part. */
    NoCandidate obstacle() {
        List<CatalogueModel> left = having(this::permittedByKey);
        if (left.isEmpty()) {
            return notByKey("the key of this request permits none of the "
                    + catalogue.models().size() + " models: " + inWords(ofKey));
        }
        if (having(this::permitted).isEmpty()) {
            return notPermitted("routing.models permits none of the " + left.size() + " models"
                    + (ofKey.equals(ModelFilter.ALL) ? "" : " that the key of this request permits") + ": "
                    + inWords(filter));
        }
        List<CatalogueModel> able = having(m -> permitted(m) && able(m));
        if (able.isEmpty()) {
            return noModel("no permitted model can do what the request needs: " + needs());
        }
        CatalogueModel widest = able.getFirst();
        for (CatalogueModel model : able) {
            widest = model.contextWindow().compareTo(widest.contextWindow()) > 0 ? model : widest;
        }
        return tooLong(widest);
    }

    private List<CatalogueModel> having(Predicate<CatalogueModel> condition) {
        List<CatalogueModel> having = new ArrayList<>();
        for (CatalogueModel model : catalogue.models()) {
            if (condition.test(model)) {
                having.add(model);
            }
        }
        return having;
    }

    private boolean permitted(CatalogueModel model) {
        return filter.permits(model.id());
    }

    private boolean permittedByKey(CatalogueModel model) {
        return ofKey.permits(model.id());
    }

    private boolean able(CatalogueModel model) {
        return model.canServe(request);
    }

    private boolean roomy(CatalogueModel model) {
        return needed(model) <= model.contextWindow().count();
    }

    private long needed(CatalogueModel model) {
        long answer = Math.min(CallForecasts.outputLimit(model, request), Priors.OUTPUT_MEDIAN);
        return CallForecasts.promptTokens(model, prompt, request) + answer;
    }

    private NoCandidate tooLong(CatalogueModel model) {
        return new NoCandidate(
                Verdict.Reason.CONTEXT_LENGTH,
                "messages and answer need about " + needed(model) + " tokens, but the context window of " + model.id()
                        + " has " + model.contextWindow().count() + ": shorten messages");
    }

    /**
     * The abilities by the names that a catalogue file gives them, what not every form of an API has words for, and which
     * models can do it all.
     */
    private String needs() {
        String needs = Stream.concat(
                        request.needs().stream().map(Eligible::word).sorted(),
                        Arrays.stream(Api.values()).flatMap(api -> api.lacks(request).stream()))
                .collect(Collectors.joining(", "));
        List<CatalogueModel> able = having(this::able);
        return needs + "; "
                + (able.isEmpty()
                        ? "no model of the catalogue can"
                        : "models that can: "
                                + listed(able.stream().map(m -> m.id().value()).toList()));
    }

    private static String word(Ability ability) {
        return ability.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String inWords(ModelFilter filter) {
        return "allowed are " + (filter.allow().isEmpty() ? "all" : listed(filter.allow())) + ", denied "
                + (filter.deny().isEmpty() ? "none" : listed(filter.deny()));
    }

    private static String listed(List<String> names) {
        String some = names.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return names.size() > MOST_SHOWN ? some + " and " + (names.size() - MOST_SHOWN) + " more" : some;
    }

    private static NoCandidate notPermitted(String message) {
        return new NoCandidate(Verdict.Reason.NOT_PERMITTED, message);
    }

    private static NoCandidate notByKey(String message) {
        return new NoCandidate(Verdict.Reason.KEY_MODELS, message);
    }

    private static NoCandidate noModel(String message) {
        return new NoCandidate(Verdict.Reason.NO_MODEL, message);
    }
}
