package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.Single;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The audited set of a request: the models that the caller permits, of the same origin as those that answered, that can
 * do what it needs and hold it in their context; of too many as many as are wanted, evenly over the price list with both
 * its ends, since cheap models are what a router saves by and dear ones what it saves on. A model that has answered the
 * request alone has its row already.
 */
final class AuditedModels {
    private static final Comparator<CatalogueModel> BY_PRICE = Comparator.comparingLong(
                    (CatalogueModel model) -> model.price().output().picos())
            .thenComparing(CatalogueModel::id);

    private final Catalogue catalogue;
    private final int most;

    AuditedModels(Catalogue catalogue, int most) {
        this.catalogue = catalogue;
        this.most = most;
    }

    List<CatalogueModel> of(RoutedRequest request, OutcomeRow row) {
        return of(request.options().models(), request.chat(), row);
    }

    List<CatalogueModel> of(ModelFilter permitted, ChatRequest chat, OutcomeRow row) {
        List<CatalogueModel> able = catalogue.models().stream()
                .filter(model -> model.origin() == row.origin())
                .filter(model -> permitted.permits(model.id()))
                .filter(model -> able(model, chat))
                .sorted(BY_PRICE)
                .toList();
        return evenly(able).stream()
                .filter(model -> !row.plan().equals(new Single(model.id())))
                .toList();
    }

    private List<CatalogueModel> evenly(List<CatalogueModel> byPrice) {
        if (byPrice.size() <= most) {
            return byPrice;
        }
        return IntStream.range(0, most)
                .mapToObj(i -> byPrice.get(most == 1 ? 0 : i * (byPrice.size() - 1) / (most - 1)))
                .toList();
    }

    private static boolean able(CatalogueModel model, ChatRequest chat) {
        return model.canServe(chat)
                && TokenEstimate.of(chat) < model.contextWindow().count();
    }
}
