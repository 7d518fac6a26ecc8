package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.Single;
import java.util.Comparator;
import java.util.List;

/**
 * The audited set of a request: the models that the caller permits, of the same origin as those that answered, that can
 * do what it needs and hold it in their context; of too many the dearest, since those are what a router saves on, and
 * always in the catalogue's order. A model that has answered the request alone has its row already.
 */
final class AuditedModels {
    private final Catalogue catalogue;
    private final int most;

    AuditedModels(Catalogue catalogue, int most) {
        this.catalogue = catalogue;
        this.most = most;
    }

    List<CatalogueModel> of(RoutedRequest request, OutcomeRow row) {
        List<CatalogueModel> able = catalogue.models().stream()
                .filter(model -> model.origin() == row.origin())
                .filter(model -> request.options().models().permits(model.id()))
                .filter(model -> able(model, request.chat()))
                .sorted(Comparator.comparingLong(
                        (CatalogueModel model) -> -model.price().output().picos()))
                .limit(most)
                .toList();
        return catalogue.models().stream()
                .filter(able::contains)
                .filter(model -> !row.plan().equals(new Single(model.id())))
                .toList();
    }

    private static boolean able(CatalogueModel model, ChatRequest chat) {
        return model.abilities().containsAll(chat.needs())
                && TokenEstimate.of(chat) < model.contextWindow().count();
    }
}
