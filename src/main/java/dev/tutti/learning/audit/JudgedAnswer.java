package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.serving.execution.Ending;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An answer to judge, in memory alone, and its row, which is on disk. {@code toString} never shows what was said. */
record JudgedAnswer(OutcomeRow row, String text) {
    /** Calls of tools are no text to judge, nor is an empty one. */
    static Optional<JudgedAnswer> of(OutcomeRow row, Ending ending) {
        return ending.said()
                .filter(answer -> !answer.callsTools())
                .map(Answer::text)
                .filter(text -> !text.isBlank())
                .map(text -> new JudgedAnswer(row, text));
    }

    RequestId id() {
        return row.id();
    }

    /** Of all models that had a part in it. */
    Set<String> families(Catalogue catalogue) {
        Stream<ModelId> called = row.calls().stream().map(CallRecord::model);
        return Stream.concat(called, row.plan().models().stream())
                .flatMap(model -> catalogue.find(model).stream())
                .map(CatalogueModel::family)
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return "answer " + row.id() + " of " + text.length() + " characters";
    }
}
