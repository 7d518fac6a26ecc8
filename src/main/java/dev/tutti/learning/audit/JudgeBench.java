package dev.tutti.learning.audit;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.ModelFilter;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The models that may judge, those preferred first. */
record JudgeBench(List<CatalogueModel> models) {
    /** By published quality, where there is none by price. */
    private static final Comparator<CatalogueModel> STRONGEST = Comparator.comparingDouble((CatalogueModel model) ->
                    -model.prior().map(PriorQuality::score).orElse(0.0))
            .thenComparingLong(model -> -model.price().output().picos())
            .thenComparing(CatalogueModel::id);

    JudgeBench {
        models = List.copyOf(models);
    }

    /** Which judges an answer may have: of the same origin, permitted by the caller, large enough, of none of these families. */
    record Wanted(Origin origin, ModelFilter permitted, long tokens, Set<String> writers) {
        private boolean met(CatalogueModel model) {
            return model.origin() == origin
                    && permitted.permits(model.id())
                    && tokens < model.contextWindow().count()
                    && !writers.contains(model.family());
        }
    }

    /** {@link IllegalArgumentException} that says what is wrong and what is allowed. */
    static JudgeBench of(Catalogue catalogue, List<String> ids, List<String> families) {
        List<CatalogueModel> trusted = catalogue.models().stream()
                .filter(model -> model.trust() == Trust.TRUSTED)
                .sorted(STRONGEST)
                .toList();
        if (ids.isEmpty() && families.isEmpty()) {
            return new JudgeBench(trusted);
        }
        Set<CatalogueModel> bench = new LinkedHashSet<>();
        ids.forEach(id -> bench.addAll(known(
                trusted, model -> model.id().equals(new ModelId(id)), "models: no trusted model is called " + id)));
        families.forEach(family -> bench.addAll(
                known(trusted, model -> model.family().equals(family), "families: no trusted model is of " + family)));
        JudgeBench named = new JudgeBench(List.copyOf(bench));
        if (named.families() < 2) {
            throw new IllegalArgumentException("models and families: judges are of two families, all are of "
                    + bench.iterator().next().family());
        }
        return named;
    }

    long families() {
        return models.stream().map(CatalogueModel::family).distinct().count();
    }

    private static List<CatalogueModel> known(
            List<CatalogueModel> trusted, Predicate<CatalogueModel> wanted, String otherwise) {
        List<CatalogueModel> known = trusted.stream().filter(wanted).toList();
        if (known.isEmpty()) {
            throw new IllegalArgumentException(otherwise);
        }
        return known;
    }

    /** Two judges of two families, or none: one alone proves nothing. */
    Optional<List<CatalogueModel>> two(Wanted wanted) {
        List<CatalogueModel> able = models.stream().filter(wanted::met).toList();
        return able.stream()
                .findFirst()
                .flatMap(first -> able.stream()
                        .filter(model -> !model.family().equals(first.family()))
                        .findFirst()
                        .map(second -> Stream.of(first, second).toList()));
    }
}
