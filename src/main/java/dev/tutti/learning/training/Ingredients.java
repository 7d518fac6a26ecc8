package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.ModelFacts;
import dev.tutti.memory.modelstore.Provenance;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is read straight off the rows: facts about models, where they are known from, and how much they write. */
final class Ingredients {
    private Ingredients() {}

    static SortedMap<ModelId, ModelFacts> facts(Catalogue catalogue) {
        SortedMap<ModelId, ModelFacts> facts = new TreeMap<>();
        catalogue.models().forEach(model -> facts.put(model.id(), ModelFacts.of(model)));
        return facts;
    }

    static Provenance provenance(List<TrainingRow> rows, Catalogue catalogue) {
        SortedMap<ModelId, Long> labels = new TreeMap<>();
        rows.forEach(row -> row.row().plan().models().forEach(model -> labels.merge(model, 1L, Long::sum)));
        SortedMap<ModelId, Provenance.Known> known = new TreeMap<>();
        labels.forEach((model, count) ->
                known.put(model, new Provenance.Known(catalogue.get(model).origin(), count)));
        return new Provenance(known);
    }

    static List<QuantileTrainer.Written> written(List<TrainingRow> rows) {
        List<QuantileTrainer.Written> written = new ArrayList<>();
        for (TrainingRow row : rows) {
            for (LoggedRow.Call call : row.row().calls()) {
                if (call.own()) {
                    written.add(new QuantileTrainer.Written(
                            call.model(),
                            row.row().features(),
                            call.output().count(),
                            row.row().promptHash()));
                }
            }
        }
        return written;
    }
}
